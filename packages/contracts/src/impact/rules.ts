/** The rules that turn an action into a reward. */
import { z } from "zod";
import { shape } from "../common/shared.ts";

const Bps = z
  .int()
  .min(0)
  .max(100_000)
  .meta({ description: "In basis points: 10,000 is 1.", examples: [10_000] });

/** Earned when a player's count reaches `at_least`; `missions` counts verified actions of the named types, `beneficiaries` people helped. */
const BadgeRule = shape("BadgeRule", {
  badge_type: z.string().regex(/^[a-z0-9][a-z0-9_]{0,99}$/),
  counts: z.enum(["actions", "streak_days", "level", "missions", "beneficiaries"]),
  at_least: z.int().min(1).max(1_000_000),
  mission_types: z.array(z.string().min(1).max(50)).max(50).default([]),
});

const defaultBadges: z.input<typeof BadgeRule>[] = [
  { badge_type: "first_step", counts: "actions", at_least: 1 },
  { badge_type: "streak_7", counts: "streak_days", at_least: 7 },
  { badge_type: "streak_30", counts: "streak_days", at_least: 30 },
  { badge_type: "level_5", counts: "level", at_least: 5 },
  { badge_type: "level_10", counts: "level", at_least: 10 },
  {
    badge_type: "eco_warrior",
    counts: "missions",
    at_least: 10,
    mission_types: ["environment", "environmental", "cleanup", "tree_planting", "recycling"],
  },
  {
    badge_type: "mentor",
    counts: "missions",
    at_least: 10,
    mission_types: ["teaching", "education", "mentoring", "tutoring", "training"],
  },
  { badge_type: "helper_100", counts: "beneficiaries", at_least: 100 },
];

/** One section of the rules. */
function section<Fields extends z.core.$ZodLooseShape>(name: string, fields: Fields) {
  return shape(`Impact${name}Rule`, fields);
}

/** A rule set as it is stored. Every factor is in basis points and all arithmetic is in integers. */
export const ImpactRules = shape("ImpactRules", {
  duration: section("Duration", { min_bps: Bps, max_bps: Bps }),
  quest_type: section("QuestType", { daily: Bps, story: Bps, community: Bps, ascension: Bps }),
  level: section("Level", { per_level_bps: Bps, max_bps: Bps }),
  streak: section("Streak", { per_day_bps: Bps, max_bps: Bps }),
  community: section("Community", { at_goal_bps: Bps }),
  difficulty: section("Difficulty", { per_level_bps: Bps }),
  total_max_bps: Bps,
  /** Hundredths of a credit per XP, and per beneficiary up to a number of them. */
  credits: section("Credits", {
    per_xp_minor: z.int().min(0).max(10_000),
    per_beneficiary_minor: z.int().min(0).max(10_000),
    max_beneficiaries: z.int().min(0).max(100_000),
  }),
  /** Shares of Local, National and Global; together 10,000. */
  allocation_bps: section("Allocation", { local: Bps, national: Bps, global: Bps }),
  /** In the rule set so that the badges of an entry, too, can be recomputed. */
  badges: z.array(BadgeRule).max(200).prefault(defaultBadges),
});
export type ImpactRules = z.infer<typeof ImpactRules>;
