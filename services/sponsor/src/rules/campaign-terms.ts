import type { Milestones } from "@oneheart/contracts";
import { type Rate, roundsToNothing } from "./cost.ts";

interface Planned extends Rate {
  zone_ids: readonly string[];
  mission_ids: readonly string[];
  starts_at: Date;
  ends_at: Date;
  budget_minor: bigint;
}

interface Termed {
  local_bps: number;
  national_bps: number;
  global_bps: number;
  matching: unknown;
  milestones: Milestones | null;
}

const whole_bps = 10_000;

/** What is wrong with what a campaign funds; undefined when nothing is. Asked at its making and at every change. */
export function planProblem(plan: Planned, now: Date) {
  if (plan.budget_minor <= 0n) return "budget_not_positive" as const;
  if (plan.ends_at <= plan.starts_at || plan.ends_at <= now) return "campaign_window_invalid" as const;
  if (plan.zone_ids.length + plan.mission_ids.length === 0) return "campaign_without_place" as const;
  return undefined;
}

/** What is wrong with a campaign's conditions; undefined when nothing is. */
export function termsProblem(terms: Planned & Termed) {
  if (roundsToNothing(terms.budget_minor, terms)) return "rate_rounds_to_nothing" as const;
  if (terms.matching !== null && terms.milestones !== null) return "conditions_exclusive" as const;
  return terms.milestones === null || milestonesFit(terms.milestones) ? undefined : ("milestones_invalid" as const);
}

/** What the shares of the pools come to, where that is not the whole. */
export function poolSumProblem({ local_bps, national_bps, global_bps }: Termed): number | undefined {
  const sum = local_bps + national_bps + global_bps;
  return sum === whole_bps ? undefined : sum;
}

function milestonesFit({ first_bps, steps }: Milestones): boolean {
  const sum = steps.reduce((total, { release_bps }) => total + release_bps, first_bps);
  return sum === whole_bps && steps.every(({ after_actions }, index) => index === 0 || after_actions > steps[index - 1]!.after_actions);
}

/** What of a campaign's money waits for a milestone, after so many verified actions that stand. */
export function lockedOf(funded_minor: bigint, milestones: Milestones | null, actions: bigint): bigint {
  if (milestones === null) return 0n;
  const reached = milestones.steps.filter(({ after_actions }) => actions >= BigInt(after_actions));
  const released_bps = reached.reduce((total, { release_bps }) => total + release_bps, milestones.first_bps);
  return funded_minor - (funded_minor * BigInt(released_bps)) / BigInt(whole_bps);
}
