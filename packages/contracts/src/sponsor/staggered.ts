/** Zones that start one group after the other, in an order that chance decides: those that wait show what happens without the money. */
import { z } from "zod";
import { operation } from "../common/define.ts";
import { Id, shape, strictShape, Time } from "../common/shared.ts";

/** So many groups, each so many days after the one before; the first one starts with the campaign. */
export const StaggeredStart = strictShape("StaggeredStart", { groups: z.int().min(2).max(12), days_apart: z.int().min(7).max(90) });

/** Why chance cannot decide a start. */
export const StaggerProblem = z.enum(["zones_only", "starts_too_soon", "too_few_orders", "too_short"]);

const StartOrder = shape("StartOrder", {
  campaign_id: Id,
  groups: z.int(),
  days_apart: z.int(),
  /** The leaf of the log that decides: the first one that was sealed after the campaign was made. */
  leaf_index: z.int(),
  /**
   * Its hash (hex), which is also in the log's tiles. Zones stand in the order of SHA-256 over this hash, the campaign's id and the zone's
   * id, with line ends between them. Null until the leaf is there.
   */
  leaf_hash: z.string().nullable(),
  drawn_at: Time.nullable(),
  /** In their order. */
  zones: z.array(shape("ZoneStart", { zone_id: Id, group: z.int(), starts_at: Time })),
});

/** What may be said of what a campaign changed. */
const EffectStatus = z.enum(["measured", "no_random_start", "not_drawn", "drawn_late", "too_early", "too_little"]);

export const MeasuredEffect = shape("MeasuredEffect", {
  campaign_id: Id,
  title: z.string(),
  status: EffectStatus,
  /** More verified actions in a zone and week than without the money, whoever paid for them, with the ends of the 95 % interval. */
  effect: shape("EffectRange", { actions_per_week: z.number(), low: z.number(), high: z.number() }).nullable(),
  zones: z.int(),
  /** Times between two starts that are over and in which some zones had started and others not. */
  windows: z.int(),
});

export const staggeredOperations = {
  startOrder: operation({
    route: "GET /api/sponsor/campaign/:id/start-order",
    summary: "The order in which chance lets a campaign's zones start, with what decided it",
    access: ["sponsor", "admin", "government"],
    input: z.object({ id: Id }),
    output: StartOrder,
    errors: { campaign_not_found: 404, start_not_random: 409 },
  }),
} as const;
