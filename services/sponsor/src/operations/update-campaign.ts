import { sponsorContract } from "@oneheart/contracts";
import { failWith, handle } from "@oneheart/kernel";
import { presentCampaign } from "../present.ts";
import { planProblem } from "../rules/campaign-terms.ts";
import { campaignStore } from "../store/campaigns.ts";
import { moneyStore } from "../store/money.ts";
import { campaignFor, whoManages } from "../workflows/access.ts";
import { distinct, placeProblem } from "../workflows/places.ts";

const operation = sponsorContract.operations.updateCampaign;

/** Changes what a campaign funds, for quests that start from now on. */
export const updateCampaign = handle(operation, async ({ id, version_seen, ...change }, ctx) => {
  await campaignFor(operation, ctx, id, whoManages);
  const places = { zone_ids: distinct(change.zone_ids ?? []), mission_ids: distinct(change.mission_ids ?? []) };
  const missing = await placeProblem(places, ctx);
  if (missing !== undefined) failWith(ctx, missing);
  const now = ctx.clock.now();
  return ctx.transaction(async (tx) => {
    const campaigns = campaignStore(tx);
    const before = (await campaigns.lock(id)) ?? ctx.fail("campaign_not_found");
    if (before.status === "ended") ctx.fail("campaign_ended", { status: before.status });
    if (version_seen !== undefined && version_seen !== before.version) ctx.fail("campaign_changed", { version: before.version });
    const after = {
      ...before,
      title: change.title ?? before.title,
      zone_ids: change.zone_ids === undefined ? before.zone_ids : places.zone_ids,
      mission_ids: change.mission_ids === undefined ? before.mission_ids : places.mission_ids,
      starts_at: change.starts_at === undefined ? before.starts_at : new Date(change.starts_at),
      ends_at: change.ends_at === undefined ? before.ends_at : new Date(change.ends_at),
      budget_minor: change.budget_minor === undefined ? before.budget_minor : BigInt(change.budget_minor),
      version: before.version + 1,
    };
    const isMoved = (["zone_ids", "mission_ids", "starts_at"] as const).some((name) => String(after[name]) !== String(before[name]));
    if (before.staggered_start !== null && isMoved) ctx.fail("start_order_fixed");
    const problem = planProblem(after, now);
    if (problem !== undefined) ctx.fail(problem);
    const given = await moneyStore(tx).given(id);
    if (after.budget_minor < given) ctx.fail("budget_below_funds", { funded_minor: Number(given) });
    const campaign_id = await campaigns.overlapping(after);
    if (campaign_id !== undefined) ctx.fail("campaign_overlaps", { campaign_id });
    await campaigns.update(after);
    return presentCampaign(after);
  });
});
