import { z } from "zod";
import { defineContract, event, operation } from "../common/define.ts";
import { Id, Latitude, Longitude, listOf, pageInput, pageOf, QuestStatus, QuestType, shape, Time } from "../common/shared.ts";
import { ownDataOperation } from "../internal/own-data.ts";
import { readMany } from "../internal/read-many.ts";
import { Mission, missionOperations } from "./mission.ts";
import { questContract } from "./public.ts";

/** What proof, verification and impact need to know of a quest. */
export const QuestFacts = shape("QuestFacts", {
  quest_id: Id,
  mission_id: Id,
  zone_id: Id,
  player_id: Id,
  status: QuestStatus,
  mission_type: z.string(),
  quest_type: QuestType,
  base_xp: z.int(),
  base_tokens: z.int(),
  difficulty_level: z.int(),
  expected_minutes: z.int(),
  community_goal: z.int().nullable(),
  community_progress: z.int(),
  /** As the mission asked when the quest began. */
  witnesses_required: z.int().default(0),
  /** As the zone was when the quest began; null for quests begun before this was kept, which go by the zone as it is. */
  zone: shape("QuestZone", {
    lat: Latitude,
    lng: Longitude,
    radius_km: z.number(),
    impact_factor_bps: z.int(),
    time_zone: z.string(),
  }).nullable(),
  /** The day (`YYYY-MM-DD`) to which the quest belongs for everything: that of its start, on its zone's calendar. Null as `zone`. */
  belongs_to: z.iso.date().nullable(),
  title: z.string(),
  description: z.string().default(""),
  started_at: Time,
  submitted_at: Time.nullable(),
  expires_at: Time,
  /** Until when evidence captured before `expires_at` can still be sent and handed in; null when nothing can. */
  hand_in_until: Time.nullable(),
  nonce: z.string(),
});

export const QuestSubmitted = shape("QuestSubmitted", {
  quest_id: Id,
  mission_id: Id,
  zone_id: Id,
  player_id: Id,
  proof_ids: z.array(Id),
  /** What counts of the reported time. */
  duration_minutes: z.int(),
  /** As reported: nobody has confirmed it yet. */
  beneficiaries_count: z.int(),
  /** Absent from events of earlier versions. */
  action_id: Id.optional(),
});

const QuestStarted = shape("QuestStarted", { quest_id: Id, mission_id: Id, zone_id: Id, player_id: Id });

/** It was given up, or its time for handing in late is over: nothing of it can be paid any more. */
const QuestDropped = shape("QuestDropped", { quest_id: Id, mission_id: Id });

const QuestEnded = shape("QuestEnded", { quest_id: Id, mission_id: Id, zone_id: Id, player_id: Id, title: z.string() });

/** What only services ask of each other here, and what they tell. */
export const questInternal = defineContract({
  service: "quest",
  operations: {
    ownData: ownDataOperation,
    readMissions: readMany(missionOperations.getMission, "Many missions"),
    readQuests: readMany(questContract.operations.getQuest, "Many quests, as far as one may see them"),
    questFacts: operation({
      summary: "What other services need to know of a quest",
      access: ["internal"],
      input: z.object({ id: Id }),
      output: QuestFacts,
      errors: { quest_not_found: 404 },
    }),
    findQuests: operation({
      summary: "The same of several quests; unknown ones are left out",
      access: ["internal"],
      input: z.object({ ids: z.array(Id).max(200) }),
      output: listOf(QuestFacts),
    }),
    nonceIssued: operation({
      summary: "Whether a code was issued for any quest",
      access: ["internal"],
      input: z.object({ nonce: z.string().max(100) }),
      output: shape("NonceState", { issued: z.boolean() }),
    }),
    questCounts: operation({
      summary: "How many quests players have active and completed",
      access: ["internal"],
      input: z.object({ player_ids: z.array(Id).max(100) }),
      output: listOf(shape("QuestCounts", { player_id: Id, active_quests: z.int(), completed_missions: z.int() })),
    }),
    missionsInZone: operation({
      summary: "Active missions of a zone",
      access: ["internal"],
      input: z.object({ zone_id: Id, ...pageInput }),
      output: pageOf(Mission),
    }),
    /** Answered 0, no mission can be put in the zone any more. */
    releaseZone: operation({
      summary: "How many missions a zone has; one without any is closed to new ones from now on",
      access: ["internal"],
      input: z.object({ zone_id: Id }),
      output: shape("MissionCount", { missions: z.int() }),
    }),
  },
  events: {
    questStarted: event("quest.started", QuestStarted),
    questSubmitted: event("quest.submitted", QuestSubmitted),
    questCompleted: event("quest.completed", QuestEnded),
    questDropped: event("quest.dropped", QuestDropped),
    questFailed: event(
      "quest.failed",
      QuestEnded.extend({
        reason: z.string(),
        /** It had been completed: its reward was taken back, of which `impact.reversed` tells the player. */
        reversed: z.boolean().optional(),
      }),
    ),
  },
});
