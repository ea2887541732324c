/** What a stretch of time would have come to under other caps and rates. */
import { z } from "zod";
import { shape } from "../common/shared.ts";
import { RewardCap, RewardPolicy } from "./policy.ts";
import { ImpactRules } from "./rules.ts";

const Rate = z.int().min(0).max(100_000);

export const SimulationInput = z.object({
  /** Days of actions, the last 90 when left out; at most 366. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  /** What is left out is as the policy has it now. */
  policy: RewardPolicy.partial().meta({ id: "SimulatedPolicy" }).default({}),
  /** Left out: each award keeps the rules that it was calculated with. */
  rules: ImpactRules.optional(),
  /** What missions pay, in basis points of what they paid. */
  base_xp_bps: Rate.default(10_000),
  base_tokens_bps: Rate.default(10_000),
});

const Amounts = shape("SimulatedAmounts", { xp: z.int(), tokens: z.int(), credits_minor: z.int() });

/** Levels, streaks and community goals are those of then, and so are awards that a sponsor's reservation held down. */
export const PolicySimulation = shape("PolicySimulation", {
  from: z.iso.date(),
  to: z.iso.date(),
  /** Awards that stand, and their players. */
  awards: z.int(),
  players: z.int(),
  actual: Amounts,
  simulated: Amounts,
  /** Players who would have earned fewer tokens, and more. */
  players_less: z.int(),
  players_more: z.int(),
  /** What each cap would have taken. */
  by_cap: z.array(shape("SimulatedCap", { cap: RewardCap, awards: z.int(), xp: z.int(), tokens: z.int() })),
  by_month: z.array(shape("SimulatedMonth", { month: z.string(), actual_tokens: z.int(), simulated_tokens: z.int() })),
});
