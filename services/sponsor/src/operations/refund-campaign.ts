import { sponsorContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { freeOf } from "../present.ts";
import { refundDraft } from "../rules/money-drafts.ts";
import { campaignStore } from "../store/campaigns.ts";
import { moneyStore } from "../store/money.ts";
import { campaignFor, whoPays } from "../workflows/access.ts";
import { postAll } from "../workflows/ledger.ts";

const operation = sponsorContract.operations.refundCampaign;

/** The rest of an ended campaign leaves the ledger. What is reserved stays until its quests are over; then it can be asked for again. */
export const refundCampaign = handle(operation, async ({ id }, ctx) => {
  await campaignFor(operation, ctx, id, whoPays);
  return ctx.answer(async (tx) => {
    const campaign = (await campaignStore(tx).lock(id)) ?? ctx.fail("campaign_not_found");
    if (campaign.status !== "ended") ctx.fail("campaign_not_ended");
    const from_escrow_minor = freeOf({ ...campaign, locked_minor: 0n });
    const amount_minor = from_escrow_minor + campaign.match_minor;
    if (amount_minor === 0n) ctx.fail("nothing_to_refund");
    const refund = { id: ctx.newId(), campaign_id: campaign.id, created_at: ctx.clock.now() };
    const { currency, match_minor: from_match_minor } = campaign;
    const draft = refundDraft(ctx.newId(), { ...refund, currency, from_escrow_minor, from_match_minor, at: refund.created_at });
    const [posted] = await postAll(ctx, tx.db, [draft]);
    const refunded_minor = campaign.refunded_minor + from_escrow_minor;
    await campaignStore(tx).saveFunds(campaign.id, { ...campaign, locked_minor: 0n, match_minor: 0n, refunded_minor });
    await moneyStore(tx).addRefund({ ...refund, amount_minor, ledger_transaction_id: posted!.id });
    return { ...refund, currency, amount_minor: Number(amount_minor), ledger_id: posted!.id, created_at: refund.created_at.toISOString() };
  });
});
