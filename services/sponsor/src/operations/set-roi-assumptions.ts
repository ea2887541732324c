import { sponsorContract } from "@oneheart/contracts";
import { handle, takeLock } from "@oneheart/kernel";
import { unorderedAt } from "../rules/roi.ts";
import { campaignStore } from "../store/campaigns.ts";
import { roiStore } from "../store/roi.ts";
import { requireRole, whoManages } from "../workflows/access.ts";

const operation = sponsorContract.operations.setRoiAssumptions;

/** Of two owners who change them at once, the second one looks again. */
export const setRoiAssumptions = handle(operation, async ({ id, currency, version_seen, ...assumptions }, ctx) => {
  await requireRole(operation, ctx, id, { needs: whoManages, hidden: "organisation_not_found" });
  const known = await campaignStore(ctx).currencies();
  if (!known.includes(currency)) ctx.fail("currency_unknown", { known });
  const unordered = unorderedAt(assumptions);
  if (unordered !== undefined) ctx.fail("assumption_unordered", unordered);
  return ctx.transaction(async (tx) => {
    await takeLock(tx.db, "sponsor.roi", id);
    const version_now = (await roiStore(tx).find(id, currency))?.version ?? 0;
    if (version_seen !== undefined && version_seen !== version_now) ctx.fail("assumptions_changed", { version: version_now });
    const version = await roiStore(tx).save(id, currency, assumptions, ctx.clock.now());
    return { ...assumptions, version };
  });
});
