import { z } from "zod";
import { defineContract, event, operation } from "../common/define.ts";
import { Id, listOf, Nothing, shape, Time } from "../common/shared.ts";
import { ownDataOperation } from "../internal/own-data.ts";
import { LedgerEntry, Reduction } from "./public.ts";

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
  /** For the player: what the reward followed from, and which limits reduced it. */
  explained: z.array(z.string()).default([]),
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
    impactOfActions: operation({
      summary: "Ledger entries of several actions",
      access: ["internal"],
      input: z.object({ action_ids: z.array(Id).max(100) }),
      output: listOf(LedgerEntry),
    }),
  },
  events: {
    impactRecorded: event("impact.recorded", ImpactRecorded),
    impactReversed: event("impact.reversed", ImpactReversed),
    impactReinstated: event("impact.reinstated", ImpactReinstated),
    /** Somebody who owes earned something. */
    claimDue: event("impact.claim_due", z.object({ player_id: Id, action_id: Id })),
  },
});
