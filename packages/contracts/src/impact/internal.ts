import { z } from "zod";
import { defineContract, event, operation } from "../common/define.ts";
import { Id, listOf, Nothing, pageInput, pageOf, shape, Time } from "../common/shared.ts";
import { ownDataOperation } from "../internal/own-data.ts";
import { ImpactRecorded, rewardEvents } from "../internal/reward-events.ts";
import { LedgerEntry, PoolSplit } from "./public.ts";

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
    ...rewardEvents,
    rewardCovered: event("impact.covered", RewardCovered),
    /** Somebody who owes earned something. */
    claimDue: event("impact.claim_due", z.object({ player_id: Id, action_id: Id })),
  },
});
