import type { ImpactRules } from "@oneheart/contracts";

/** A player's counts once the action is added. */
export interface BadgeCounts {
  actions: number;
  /** People helped, as verified. */
  beneficiaries: number;
  streak_days: number;
  level: number;
  /** Verified actions by mission type, keyed with `missionKey`. */
  missions: Readonly<Record<string, number>>;
  held: readonly string[];
}

type BadgeRule = ImpactRules["badges"][number];

/** The badges that these counts earn and that are not yet held, in the order of the rules. */
export function earnedBadges(rules: readonly BadgeRule[], counts: BadgeCounts): string[] {
  const held = new Set(counts.held);
  const reached = rules.filter((rule) => countOf(rule, counts) >= rule.at_least).map((rule) => rule.badge_type);
  return [...new Set(reached)].filter((badge) => !held.has(badge));
}

/** How a mission type is counted: people write `Tree planting`, rules say `tree_planting`. */
export function missionKey(mission_type: string): string {
  return mission_type
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, "_");
}

function countOf(rule: BadgeRule, counts: BadgeCounts): number {
  if (rule.counts !== "missions") return counts[rule.counts];
  const keys = new Set(rule.mission_types.map(missionKey));
  return Object.entries(counts.missions).reduce((sum, [key, count]) => (keys.has(key) ? sum + count : sum), 0);
}
