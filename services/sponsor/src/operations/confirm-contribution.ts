import { sponsorContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { recordedTransfer } from "../payments/recorded-transfer.ts";
import { presentContribution } from "../present.ts";
import { campaignStore } from "../store/campaigns.ts";
import { moneyStore } from "../store/money.ts";
import { digestOf } from "../workflows/give.ts";
import { receiveMoney } from "../workflows/receive-money.ts";

/** A second person, of the programme, saw the transfer on the bank account. */
export const confirmContribution = handle(sponsorContract.operations.confirmContribution, async ({ id }, ctx) => {
  const known = (await moneyStore(ctx).find(id)) ?? ctx.fail("contribution_not_found");
  const confirmed_by = digestOf(ctx.principal.playerId, ctx);
  return ctx.answer(async (tx) => {
    // The campaign first, always.
    const campaign = (await campaignStore(tx).lock(known.campaign_id))!;
    const contribution = (await moneyStore(tx).lock(id))!;
    const notice = recordedTransfer.read({ contribution, currency: campaign.currency, confirmed_by });
    if (notice === "second_person_needed" || notice === "not_a_transfer") ctx.fail(notice);
    if (contribution.status !== "pending") ctx.fail("contribution_resolved", { status: contribution.status });
    const paid = await receiveMoney(tx, ctx, { contribution, campaign, confirmed_by });
    return presentContribution(paid, campaign.currency);
  });
});
