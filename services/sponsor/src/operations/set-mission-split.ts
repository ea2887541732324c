import { sponsorContract, WHOLE_PARTS } from "@oneheart/contracts";
import { handle, takeLock } from "@oneheart/kernel";
import { campaignStore } from "../store/campaigns.ts";
import { coverStore } from "../store/cover.ts";

/** Fixes what sponsors agreed on, before the first quest of the mission is paid by one of them. */
export const setMissionSplit = handle(sponsorContract.operations.setMissionSplit, async ({ mission_id, shares, programme_parts }, ctx) => {
  const sum_parts = shares.reduce((sum, { parts }) => sum + parts, programme_parts);
  const ids = [...new Set(shares.map(({ campaign_id }) => campaign_id.toLowerCase()))];
  if (sum_parts !== WHOLE_PARTS || ids.length < shares.length) ctx.fail("split_invalid", { sum_parts, of_parts: WHOLE_PARTS });
  const split = {
    mission_id: mission_id.toLowerCase(),
    shares: shares.map((one) => ({ ...one, campaign_id: one.campaign_id.toLowerCase() })),
    programme_parts,
  };
  return ctx.transaction(async (tx) => {
    await takeLock(tx.db, "sponsor.split", split.mission_id);
    const known = await campaignStore(tx).known(ids);
    if (known.size < ids.length) ctx.fail("campaign_not_found", { campaign_ids: ids.filter((id) => !known.has(id)) });
    if (await coverStore(tx).isBegun(split.mission_id)) ctx.fail("split_fixed");
    await coverStore(tx).setSplit(split);
    return split;
  });
});
