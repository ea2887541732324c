import { sponsorContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { presentContribution } from "../present.ts";
import { campaignStore } from "../store/campaigns.ts";
import { moneyStore } from "../store/money.ts";
import { requireRole, whoPays } from "../workflows/access.ts";

const operation = sponsorContract.operations.cancelContribution;

/** Gives up what was not paid. Money that arrives all the same is taken in. */
export const cancelContribution = handle(operation, async ({ id }, ctx) => {
  const known = (await moneyStore(ctx).find(id)) ?? ctx.fail("contribution_not_found");
  const campaign = (await campaignStore(ctx).find(known.campaign_id))!;
  if (known.player_id !== ctx.principal.playerId)
    await requireRole(operation, ctx, campaign.organisation_id, { needs: whoPays, hidden: "contribution_not_found" });
  return ctx.transaction(async (tx) => {
    const contribution = (await moneyStore(tx).lock(id))!;
    if (contribution.status !== "pending") ctx.fail("contribution_resolved", { status: contribution.status });
    await moneyStore(tx).cancel(id);
    return presentContribution({ ...contribution, status: "cancelled" }, campaign.currency);
  });
});
