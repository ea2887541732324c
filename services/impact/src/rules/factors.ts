import type { ImpactRules } from "@oneheart/contracts";
import { message } from "@oneheart/messages";
import type { CalculationFacts, Factor } from "./calculation.ts";
import { clamp, ONE_BPS, roundHalfUp } from "./fixed-point.ts";

/** Every multiplier of an action, in the order in which people read them. */
export function factorsOf(rules: ImpactRules, facts: CalculationFacts): Factor[] {
  return [
    durationFactor(rules, facts),
    zoneFactor(facts),
    communityFactor(rules, facts),
    levelFactor(rules, facts),
    streakFactor(rules, facts),
    questTypeFactor(rules, facts),
    difficultyFactor(rules, facts),
  ];
}

function durationFactor({ duration }: ImpactRules, { duration_minutes, expected_minutes }: CalculationFacts): Factor {
  const share = Number(roundHalfUp(BigInt(duration_minutes) * BigInt(ONE_BPS), BigInt(expected_minutes)));
  const bps = clamp(share, duration.min_bps, duration.max_bps);
  const time = { duration: duration_minutes, expected: expected_minutes };
  const bounds = { least: times(duration.min_bps), most: times(duration.max_bps) };
  const because = bps === share ? message("reward.duration", time) : message("reward.duration_held", { ...time, ...bounds });
  return { name: "duration", bps, because };
}

function zoneFactor({ zone_factor_bps: bps }: CalculationFacts): Factor {
  return { name: "zone", bps, because: message("reward.zone", { times: times(bps) }) };
}

/** Grows in a straight line from 1 to its full value as the community nears its goal. */
function communityFactor({ community }: ImpactRules, { community_goal: goal, community_progress }: CalculationFacts): Factor {
  if (goal === null) return { name: "community", bps: ONE_BPS, because: message("reward.no_goal") };
  const done = Math.min(community_progress, goal);
  const weighted = BigInt(ONE_BPS) * BigInt(goal - done) + BigInt(community.at_goal_bps) * BigInt(done);
  const bps = Number(roundHalfUp(weighted, BigInt(goal)));
  return {
    name: "community",
    bps,
    because: message("reward.community", { done, goal, times: times(community.at_goal_bps) }),
  };
}

function levelFactor({ level }: ImpactRules, { player_level }: CalculationFacts): Factor {
  const bps = Math.min(ONE_BPS + level.per_level_bps * (player_level - 1), level.max_bps);
  return { name: "level", bps, because: message("reward.level", { level: player_level }) };
}

/** The first day is no streak yet. */
function streakFactor({ streak }: ImpactRules, { streak_days }: CalculationFacts): Factor {
  const bps = Math.min(ONE_BPS + streak.per_day_bps * Math.max(streak_days - 1, 0), streak.max_bps);
  const because = streak_days < 2 ? message("reward.no_streak") : message("reward.streak", { days: streak_days });
  return { name: "streak", bps, because };
}

function questTypeFactor({ quest_type: by_type }: ImpactRules, { quest_type }: CalculationFacts): Factor {
  return { name: "quest_type", bps: by_type[quest_type], because: message("reward.quest_type", { type: quest_type }) };
}

function difficultyFactor({ difficulty }: ImpactRules, { difficulty_level }: CalculationFacts): Factor {
  const bps = ONE_BPS + difficulty.per_level_bps * (difficulty_level - 1);
  return { name: "difficulty", bps, because: message("reward.difficulty", { difficulty: difficulty_level }) };
}

/** 12,500 → `×1.25`. */
function times(bps: number): string {
  const decimals = String(bps % ONE_BPS)
    .padStart(4, "0")
    .replace(/0+$/, "");
  return `×${Math.floor(bps / ONE_BPS)}${decimals === "" ? "" : `.${decimals}`}`;
}
