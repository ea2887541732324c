/** The story of a reward as the impact engine tells it: one versioned event for listeners, in three forms. */
import { z } from "zod";
import { event } from "../common/define.ts";
import { Id, shape, Time } from "../common/shared.ts";
import { Reduction } from "../impact/policy.ts";
import { StoredText } from "./stored-text.ts";

/** Each form happens once at most, in this order. Events may arrive in any other: what counts is the highest version that was heard. */
export const rewardVersion = { recorded: 1, reversed: 2, reinstated: 3 } as const;

export const ImpactRecorded = shape("ImpactRecorded", {
  version: z.literal(rewardVersion.recorded).default(rewardVersion.recorded),
  ledger_id: Id,
  action_id: Id,
  quest_id: Id,
  mission_id: Id,
  zone_id: Id,
  player_id: Id,
  /** The quest's. Absent from events of earlier versions. */
  title: z.string().optional(),
  xp: z.int(),
  tokens: z.int(),
  credits_minor: z.int(),
  badges: z.array(z.string()),
  reductions: z.array(Reduction).default([]),
  level_before: z.int(),
  level_after: z.int(),
  streak_days: z.int(),
  action_day: z.string(),
  /** What was done: the time that counts, and the people helped whom somebody confirmed. Absent from events of earlier versions. */
  mission_type: z.string().optional(),
  minutes: z.int().optional(),
  people: z.int().optional(),
  /** For the player: what the reward followed from, and which limits reduced it. */
  explained: z.array(StoredText).default([]),
  recorded_at: Time,
});

/** The award that a correction is about, as it was recorded. */
const CorrectedAward = shape("CorrectedAward", {
  /** Null when it moved nothing. */
  ledger_id: Id.nullable(),
  xp: z.int(),
  badges: z.array(z.string()),
  recorded_at: Time,
});

/** What was taken back of an award, or given again after an appeal. */
const ImpactCorrected = z.object({
  action_id: Id,
  quest_id: Id,
  mission_id: Id,
  zone_id: Id,
  player_id: Id,
  /** Null when nothing was moved. */
  ledger_id: Id.nullable(),
  xp: z.int(),
  tokens: z.int(),
  credits_minor: z.int(),
  reason_code: z.string(),
  /** Absent from events of earlier versions. */
  award: CorrectedAward.optional(),
  recorded_at: Time,
});

const ImpactReversed = ImpactCorrected.extend({
  version: z.literal(rewardVersion.reversed).default(rewardVersion.reversed),
  /** Badges that came with the award. */
  badges: z.array(z.string()),
  /** Tokens that were spent already, and are owed. */
  tokens_owed: z.int(),
}).meta({ id: "ImpactReversed" });

const ImpactReinstated = ImpactCorrected.extend({
  version: z.literal(rewardVersion.reinstated).default(rewardVersion.reinstated),
  /** The quest's. Absent from events of earlier versions. */
  title: z.string().optional(),
}).meta({ id: "ImpactReinstated" });

export const rewardEvents = {
  impactRecorded: event("impact.recorded", ImpactRecorded),
  impactReversed: event("impact.reversed", ImpactReversed),
  impactReinstated: event("impact.reinstated", ImpactReinstated),
};
