/** How much can be earned: by a player, on a mission, in a zone and in the whole programme in a day, and of the same kind of action. */
import { z } from "zod";
import { Id, shape } from "../common/shared.ts";

/** What can make a reward smaller than its rules come to: a limit of a day, what was reserved for the quest, more of the same kind. */
export const RewardCap = z.enum(["player_day", "newcomer_day", "mission_day", "zone_day", "programme_day", "cover", "same_kind"]);
export type RewardCap = z.infer<typeof RewardCap>;

/** What a cap took from an award. */
export const Reduction = shape("RewardReduction", {
  of: z.enum(["xp", "tokens"]),
  cap: RewardCap,
  /** The most of the day, and what was earned of it before. Of `same_kind`: how many actions are paid in full, and how many there were. */
  limit: z.int(),
  used: z.int(),
  /** What it would have been without this cap, and what it came to. Where several took something, each begins with what was left. */
  full: z.int(),
  paid: z.int(),
});
export type Reduction = z.infer<typeof Reduction>;

const DayAmount = z.int().min(0).max(1_000_000_000);
const Share = z.int().min(0).max(10_000);

/** The most that can be earned in a day, on the calendar of the zone. All numbers are the programme's to choose. */
export const RewardPolicy = shape("RewardPolicy", {
  player_day_xp: DayAmount,
  player_day_tokens: DayAmount,
  /** What of it a player has on the first day with a verified action, in basis points; it grows in equal steps. */
  newcomer_first_bps: Share,
  /** After so many other days with a verified action it is the whole. */
  newcomer_days: z.int().min(0).max(365),
  /** All players together, unless the mission or the zone has a budget of its own. */
  mission_day_xp: DayAmount,
  mission_day_tokens: DayAmount,
  zone_day_xp: DayAmount,
  zone_day_tokens: DayAmount,
  /** All players in all zones together; null for no limit. */
  programme_day_xp: DayAmount.nullable(),
  programme_day_tokens: DayAmount.nullable(),
  /** Diminishing returns: of one player's actions of one mission type within so many days, these are paid in full. */
  same_kind_days: z.int().min(1).max(365),
  same_kind_free: z.int().min(0).max(10_000),
  /** Each further one pays so much less than the one before, down to a least share; 0 turns it off. */
  same_kind_step_bps: Share,
  same_kind_min_bps: Share,
});
export type RewardPolicy = z.infer<typeof RewardPolicy>;

const LimitLeft = shape("LimitLeft", { limit: z.int(), used: z.int(), left: z.int(), words: z.string() });
/** Null where only the other one is limited. */
const CapLeft = shape("CapLeft", { cap: RewardCap, xp: LimitLeft.nullable(), tokens: LimitLeft.nullable() });

export const EarningLimits = shape("EarningLimits", {
  /** On the zone's calendar, or the UTC day. */
  day: z.string(),
  items: z.array(CapLeft),
  /** On a mission, where more of the same kind pays less: how many there were, and what the next one pays of the whole. */
  same_kind: shape("SameKindLeft", {
    kind: z.string(),
    days: z.int(),
    free: z.int(),
    done: z.int(),
    next_bps: z.int(),
    words: z.string(),
  }).nullable(),
});

/** A day's budget of one mission or zone. */
export const RewardBudget = shape("RewardBudget", { scope: z.enum(["mission", "zone"]), id: Id, day_xp: DayAmount, day_tokens: DayAmount });
