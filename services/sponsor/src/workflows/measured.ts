import type { Output, sponsorContract } from "@oneheart/contracts";
import { analyticsInternal } from "@oneheart/contracts/internal";
import type { BaseContext } from "@oneheart/kernel";
import { measuredEffect } from "../rules/measured-effect.ts";
import type { CampaignRow } from "../store/campaigns.ts";
import { type Draw, startStore } from "../store/starts.ts";

type Measured = Output<typeof sponsorContract.operations.sponsorRoi>["measured"][number];
type Asking = Pick<BaseContext, "db" | "clock" | "call">;

const DAY_MS = 86_400_000;
const WEEK_DAYS = 7;

/** What a campaign changed, as far as chance decided which of its zones started first. */
export async function measuredOf(ctx: Asking, campaign: CampaignRow): Promise<Measured> {
  const { id: campaign_id, title, staggered_start, starts_at } = campaign;
  const nothing = { campaign_id, title, effect: null, zones: campaign.zone_ids.length, windows: 0 };
  if (staggered_start === null) return { ...nothing, status: "no_random_start" };
  const draw = await startStore(ctx).find(campaign_id);
  if (draw === undefined) return { ...nothing, status: "not_drawn" };
  if (draw.drawn_at >= starts_at) return { ...nothing, status: "drawn_late" };
  const { groups, days_apart } = staggered_start;
  const over = Math.floor((ctx.clock.now().getTime() - starts_at.getTime()) / (days_apart * DAY_MS));
  // The last group's start ends the comparison: nobody waits any more.
  const windows = Math.min(over, groups - 1);
  if (windows < 1) return { ...nothing, status: "too_early" };
  const range = measuredEffect(await countsOf(ctx, draw, { starts_at, days_apart, windows }), draw.leaf_hash);
  if (range === undefined) return { ...nothing, windows, status: "too_little" };
  const weekly = (actions: number) => Math.round((actions * WEEK_DAYS * 100) / days_apart) / 100;
  const effect = { actions_per_week: weekly(range.effect), low: weekly(range.low), high: weekly(range.high) };
  return { ...nothing, windows, status: "measured", effect };
}

/** One window before the start, and those after it that are over, by zone. */
async function countsOf(
  ctx: Asking,
  draw: Draw,
  { starts_at, days_apart, windows }: { starts_at: Date; days_apart: number; windows: number },
) {
  const from = new Date(starts_at.getTime() - days_apart * DAY_MS).toISOString().slice(0, 10);
  const zone_ids = draw.zones.map(({ zone_id }) => zone_id);
  const { items } = await ctx.call(analyticsInternal.operations.zoneWindows, { zone_ids, from, days: days_apart, windows: windows + 1 });
  const counted = new Map(items.map(({ zone_id, window, actions }) => [`${zone_id} ${window}`, actions]));
  const at = (zone_id: string, window: number) => counted.get(`${zone_id} ${window}`) ?? 0;
  return draw.zones.map(({ zone_id, group }) => ({
    group,
    before: at(zone_id, 0),
    after: Array.from({ length: windows }, (_, window) => at(zone_id, window + 1)),
  }));
}
