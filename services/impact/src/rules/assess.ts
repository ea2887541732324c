import { levelForXp } from "@oneheart/contracts";
import { earnedBadges } from "./badges.ts";
import { calculate, type RuleSet } from "./calculate.ts";
import type { Calculation, CalculationFacts } from "./calculation.ts";
import type { Limits } from "./limits.ts";
import type { SameKind } from "./same-kind.ts";

/** All that an award follows from. It is stored with the award, so that anyone can recompute it. */
export interface AwardFacts {
  calculation: CalculationFacts;
  mission_type: string;
  /** The day to which the action belongs, on the zone's calendar. */
  action_day: string;
  /** Days in the unbroken run that holds this day: more than the streak on it when later days were approved first. Absent in old awards. */
  run_days?: number;
  xp_before: number;
  /** Verified actions of the player and the people they helped, this one included; `missions` counts actions by mission type. */
  actions: number;
  beneficiaries: number;
  missions: Record<string, number>;
  badges_held: string[];
  /** Limits of the day that reduced the award; absent where none did. */
  limits?: Partial<Limits>;
  /** More of the same kind that reduced it; absent where it did not. */
  same_kind?: SameKind;
}

interface Assessment {
  calculation: Calculation;
  level_before: number;
  level_after: number;
}

/** The facts with those of the caps that reduce what the action earns. */
export function underLimits(rule_set: RuleSet, facts: AwardFacts, limits: Limits, same_kind?: SameKind): AwardFacts {
  const { reductions = [] } = calculate(rule_set, facts.calculation, limits, same_kind);
  const byLimit = reductions.filter(({ cap }) => cap !== "same_kind");
  return {
    ...facts,
    ...(byLimit.length === 0 ? {} : { limits: Object.fromEntries(byLimit.map(({ of }) => [of, limits[of]])) }),
    ...(byLimit.length === reductions.length ? {} : { same_kind }),
  };
}

/** What an action earns its player, badges included. The same rule set and facts give the same answer for ever. */
export function assess(rule_set: RuleSet, facts: AwardFacts): Assessment {
  const calculation = calculate(rule_set, facts.calculation, facts.limits, facts.same_kind);
  const level_after = levelForXp(facts.xp_before + calculation.xp);
  const badges = earnedBadges(rule_set.rules.badges, {
    actions: facts.actions,
    beneficiaries: facts.beneficiaries,
    streak_days: facts.run_days ?? facts.calculation.streak_days,
    level: level_after,
    missions: facts.missions,
    held: facts.badges_held,
  });
  return { calculation: { ...calculation, badges }, level_before: levelForXp(facts.xp_before), level_after };
}
