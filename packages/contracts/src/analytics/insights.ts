/** What stands out in who comes back, by kind and area: tested, with how sure it is. */
import { z } from "zod";
import { operation } from "../common/define.ts";
import { Id, shape, Time } from "../common/shared.ts";

const InsightOutcome = z.enum(["returned", "second_kind"]);

/** Shares and their difference are in basis points, rounded to whole per cent; numbers of people are rounded to the nearest five. */
const PolicyFinding = shape("PolicyFinding", {
  outcome: InsightOutcome,
  /** The kind of the first action, or the area of it: people of this group against all others. One of the two is null. */
  mission_type: z.string().nullable(),
  area_id: Id.nullable(),
  share_bps: z.int(),
  rest_bps: z.int(),
  /** The difference of the two, and its interval: all intervals of an answer hold together with the stated confidence. */
  effect_bps: z.int(),
  low_bps: z.int(),
  high_bps: z.int(),
  sample: z.int(),
  sample_rest: z.int(),
  /** Corrected for how often was compared. */
  p: z.number(),
  /** How many people of the group would have had to do otherwise for there to be no finding: the fewer, the weaker it is. */
  fragility: z.int(),
  words: z.string(),
  would_change: z.array(z.string()),
});

const PolicyInsights = shape("PolicyInsights", {
  as_of: Time,
  /** Only people whose first action is so many days ago or more are counted, and what they did in these days after it. */
  follow_up_days: z.int(),
  sample_min: z.int(),
  /** Fisher's exact test, two-sided, corrected after Holm; intervals after Newcombe. */
  method: z.literal("fisher_holm_newcombe"),
  /** The chance of any finding at all where there is none. */
  family_error_bps: z.int(),
  comparisons: z.int(),
  too_few: z.int(),
  findings: z.array(PolicyFinding),
});

export const insightOperations = {
  policyInsights: operation({
    route: "GET /api/government/policy-insights",
    summary:
      "Which kinds of first action and which areas bring people back more or less often: effect, interval, sample, and what would change it",
    access: ["government", "admin"],
    input: z.object({}),
    output: PolicyInsights,
  }),
} as const;
