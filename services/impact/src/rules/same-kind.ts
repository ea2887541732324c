import type { RewardPolicy } from "@oneheart/contracts";

/** Why an award pays less than the whole: how many actions of its kind came before, how many are paid in full, and the share. */
export interface SameKind {
  done: number;
  free: number;
  bps: number;
}

type Policy = Pick<RewardPolicy, "same_kind_free" | "same_kind_step_bps" | "same_kind_min_bps">;

const whole_bps = 10_000;

/** What the next action of a kind pays after so many of it, in basis points of the whole. */
export function sameKindShare({ same_kind_free, same_kind_step_bps, same_kind_min_bps }: Policy, done: number): number {
  const beyond = Math.max(0, done + 1 - same_kind_free);
  if (same_kind_step_bps === 0 || beyond === 0) return whole_bps;
  return Math.max(same_kind_min_bps, whole_bps - beyond * same_kind_step_bps);
}

/** What makes the next action of a kind pay less; undefined when nothing does. */
export function sameKindOf(policy: Policy, done: number): SameKind | undefined {
  const bps = sameKindShare(policy, done);
  return bps === whole_bps ? undefined : { done, free: policy.same_kind_free, bps };
}

/** The first day of those within which actions are of the same kind, for one that belongs to `day`. */
export function sameKindFrom({ same_kind_days }: Pick<RewardPolicy, "same_kind_days">, day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - (same_kind_days - 1) * 86_400_000).toISOString().slice(0, 10);
}
