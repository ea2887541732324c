import { z } from "zod";
import { defineContract, event, operation } from "../common/define.ts";
import { Id, listOf, Nothing, pageInput, pageOf, shape, Time } from "../common/shared.ts";
import { ownDataOperation } from "../internal/own-data.ts";
import { StoredText } from "../internal/stored-text.ts";
import { Reduction } from "./policy.ts";
import { LedgerEntry, PoolSplit } from "./public.ts";

export const ImpactRecorded = shape("ImpactRecorded", {
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

/** An award for which a reservation pays. Only those of quests that have one are told. */
const RewardCovered = shape("RewardCovered", {
  action_id: Id,
  quest_id: Id,
  mission_id: Id,
  zone_id: Id,
  /** Null when the award moved nothing. */
  ledger_id: Id.nullable(),
  tokens: z.int(),
  /** People helped, as far as somebody confirmed them. */
  people_reached: z.int(),
  action_day: z.iso.date(),
  recorded_at: Time,
});

/** What was taken back of an award, or given again after an appeal. */
const ImpactCorrected = shape("ImpactCorrected", {
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
  recorded_at: Time,
});

export const ImpactReversed = ImpactCorrected.extend({
  /** Badges that came with the award. */
  badges: z.array(z.string()),
  /** Tokens that were spent already, and are owed. */
  tokens_owed: z.int(),
}).meta({ id: "ImpactReversed" });

export const ImpactReinstated = ImpactCorrected;

/** An award as figures count it, with its corrections. */
const CountedAward = ImpactRecorded.pick({
  ledger_id: true,
  action_id: true,
  mission_id: true,
  zone_id: true,
  player_id: true,
  xp: true,
  tokens: true,
  credits_minor: true,
  action_day: true,
  mission_type: true,
  minutes: true,
  people: true,
  recorded_at: true,
})
  .extend({
    ledger_id: Id.nullable(),
    corrections: z.array(
      shape("AwardCorrection", { kind: z.enum(["reversal", "reinstatement"]), ledger_id: Id.nullable(), recorded_at: Time }),
    ),
  })
  .meta({ id: "CountedAward" });

/** What only services ask of each other here, and what they tell. */
export const impactInternal = defineContract({
  service: "impact",
  operations: {
    ownData: ownDataOperation,
    badgeTypes: operation({
      summary: "Every badge that any version of the rules gives",
      access: ["internal"],
      input: Nothing,
      output: shape("BadgeTypes", { items: z.array(z.string()) }),
    }),
    listAwards: operation({
      summary: "Every award with what was done about it since, for whoever counts from the beginning",
      access: ["internal"],
      input: z.object({ cursor: pageInput.cursor, limit: z.int().min(1).max(1000).default(500) }),
      output: pageOf(CountedAward),
    }),
    poolSplit: operation({
      summary: "How impact credits are divided between the pools, by the rules in force",
      access: ["internal"],
      input: Nothing,
      output: PoolSplit,
    }),
    impactOfActions: operation({
      summary: "Ledger entries of several actions",
      access: ["internal"],
      input: z.object({ action_ids: z.array(Id).max(100) }),
      output: listOf(LedgerEntry),
    }),
  },
  events: {
    impactRecorded: event("impact.recorded", ImpactRecorded),
    rewardCovered: event("impact.covered", RewardCovered),
    impactReversed: event("impact.reversed", ImpactReversed),
    impactReinstated: event("impact.reinstated", ImpactReinstated),
    /** Somebody who owes earned something. */
    claimDue: event("impact.claim_due", z.object({ player_id: Id, action_id: Id })),
  },
});
