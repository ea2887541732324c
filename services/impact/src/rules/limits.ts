import type { RewardCap, RewardPolicy } from "@oneheart/contracts";

/** Whose day it is. */
export type Scope = "player" | "mission" | "zone";
type Cap = Exclude<RewardCap, "same_kind">;

/** What the awards of one day come to. */
export interface DayUse {
  xp: number;
  tokens: number;
  awards: number;
}

/** A day of a player, a mission or a zone, and what its limit depends on. */
export interface Day {
  scope: Scope;
  use: DayUse;
  /** Player: on how many other days an action was verified; more than the policy asks for need not be counted. */
  proven_days: number;
  /** Mission and zone: a budget in the place of the policy's. */
  budget: { xp: number; tokens: number } | undefined;
}

/** The limit that leaves the least, and what was used of it before. */
export interface Limit {
  cap: Cap;
  limit: number;
  used: number;
}

/** What an award may come to. */
export interface Limits {
  xp: Limit;
  tokens: Limit;
}

const whole_bps = 10_000;

/** What is left under a limit; a limit that was lowered leaves nothing. */
export function roomOf({ limit, used }: Limit): number {
  return Math.max(0, limit - used);
}

/** What of a day's limit a player has who was verified on so many other days, in basis points. */
export function newcomerShare(policy: RewardPolicy, proven_days: number): number {
  const { newcomer_first_bps: first, newcomer_days } = policy;
  if (proven_days >= newcomer_days) return whole_bps;
  return first + Math.floor(((whole_bps - first) * proven_days) / newcomer_days);
}

/** The limits of one day, with what was used of each. */
export function limitsOf(policy: RewardPolicy, { scope, use, proven_days, budget }: Day): Limits {
  const with_ = (cap: Cap, most: { xp: number; tokens: number }): Limits => ({
    xp: { cap, limit: most.xp, used: use.xp },
    tokens: { cap, limit: most.tokens, used: use.tokens },
  });
  if (scope === "mission") return with_("mission_day", budget ?? { xp: policy.mission_day_xp, tokens: policy.mission_day_tokens });
  if (scope === "zone") return with_("zone_day", budget ?? { xp: policy.zone_day_xp, tokens: policy.zone_day_tokens });
  const share = newcomerShare(policy, proven_days);
  const part = (amount: number) => Math.floor((amount * share) / whole_bps);
  const most = { xp: part(policy.player_day_xp), tokens: part(policy.player_day_tokens) };
  return with_(share < whole_bps ? "newcomer_day" : "player_day", most);
}

/** The same with what was reserved for the quest, which pays in tokens. */
export function withCover(limits: Limits, covered_tokens: number | undefined): Limits {
  if (covered_tokens === undefined || roomOf(limits.tokens) <= covered_tokens) return limits;
  return { ...limits, tokens: { cap: "cover", limit: covered_tokens, used: 0 } };
}

/** The limits of the whole programme's day: of XP, of tokens, of both or of neither. */
export function programmeLimits(policy: RewardPolicy, used: { xp: number; tokens: number }): Partial<Limits> {
  const { programme_day_xp: xp, programme_day_tokens: tokens } = policy;
  return {
    ...(xp === null ? {} : { xp: { cap: "programme_day", limit: xp, used: used.xp } }),
    ...(tokens === null ? {} : { tokens: { cap: "programme_day", limit: tokens, used: used.tokens } }),
  };
}

/** Whether the policy limits the programme's day at all. */
export function limitsProgramme({ programme_day_xp, programme_day_tokens }: RewardPolicy): boolean {
  return programme_day_xp !== null || programme_day_tokens !== null;
}

/** Of several limits those that leave the least; of equals the first. */
export function tightest([first, ...others]: readonly [Limits, ...Partial<Limits>[]]): Limits {
  const least = (a: Limit, b: Limit | undefined) => (b !== undefined && roomOf(b) < roomOf(a) ? b : a);
  return others.reduce<Limits>((most, next) => ({ xp: least(most.xp, next.xp), tokens: least(most.tokens, next.tokens) }), first);
}
