import { z } from "zod";
import { defineContract, operation, refusal, signedIn } from "../common/define.ts";
import {
  Did,
  Id,
  Latitude,
  Longitude,
  listOf,
  pageInput,
  pageOf,
  QuestStatus,
  QuestStatusNow,
  QuestType,
  shape,
  Time,
} from "../common/shared.ts";
import { missionOperations } from "./mission.ts";
import { QuestStep } from "./quest-step.ts";

/** How much of the time that a player reports counts: at most what passed from the start of the quest to its last photograph. */
export const CountedTime = shape("CountedTime", {
  /** Null until the quest is handed in; then `counted_minutes` is what counts of it, and until then what would count now. */
  reported_minutes: z.int().nullable(),
  counted_minutes: z.int(),
  expected_minutes: z.int(),
  /** The counted of the expected minutes, in basis points. */
  share_bps: z.int(),
  words: z.string(),
});

/** How long a quest must have been under way before it can be handed in: a share of the expected time, and never less than the minutes. */
export const QuestPolicy = shape("QuestPolicy", {
  min_time_bps: z.int().min(0).max(10_000),
  min_minutes: z.int().min(0).max(1440),
});
export type QuestPolicy = z.infer<typeof QuestPolicy>;

/** One player's run of a mission. `quest_id` is null while it is only available. */
export const Quest = shape("Quest", {
  quest_id: Id.nullable(),
  mission_id: Id,
  zone_id: Id,
  player_did: Did,
  title: z.string(),
  description: z.string(),
  mission_type: z.string(),
  quest_type: QuestType,
  status: QuestStatus,
  created_at: Time.nullable(),
  started_at: Time.nullable(),
  submitted_at: Time.nullable(),
  completed_at: Time.nullable(),
  expires_at: Time.nullable(),
  /** Until when evidence captured before `expires_at` can still be sent and handed in; null when nothing can. */
  hand_in_until: Time.nullable(),
  /** What the mission pays before factors, and what it paid once completed. */
  reward_xp: z.int(),
  reward_tokens: z.int(),
  /** After completion: what the reward followed from, and which limits reduced it, in sentences. */
  reward_explained: z.array(z.string()),
  difficulty_level: z.int(),
  min_level: z.int(),
  expected_minutes: z.int(),
  /** A quest cannot be handed in before so many minutes have passed since its start; as it was when the quest began. */
  min_minutes: z.int(),
  /** When an active quest can be handed in. */
  hand_in_from: Time.nullable(),
  /** Null while it is available, and when it was given up or has expired. */
  time: CountedTime.nullable(),
  /** What the player said of people helped, and what counts of it; null as `time`, and once the reward is explained. */
  people: shape("PeopleHelped", { reported: z.int().nullable(), words: z.string() }).nullable(),
  /** Witnesses who must confirm the evidence, unless a reviewer decides. */
  witnesses_required: z.int().default(0),
  /** Why an available quest cannot be started now. */
  locked_because: z.array(z.string()),
  community: shape("CommunityGoal", { goal: z.int(), progress: z.int() }).nullable(),
  failure_reason: z.string().nullable(),
  /** What the player can do next: in every state there is something. */
  next_step: QuestStep,
});

/** What a photograph must be taken with: a nonce of this start, good until `expires_at`. */
export const Challenge = shape("Challenge", {
  nonce: z.string(),
  expires_at: Time,
  /** The server's clock at this answer, to measure the device's by: see `clock_skew_ms` of `POST /api/proof/submit`. */
  server_time: Time,
});

/** What one did of one kind: completed quests, and the minutes that counted. */
export const ImpactByType = shape("ImpactByType", { mission_type: z.string(), actions: z.int(), minutes: z.int() });

const HistoryEntry = shape("QuestHistoryEntry", { event: z.string(), at: Time, detail: z.record(z.string(), z.unknown()) });

export const questContract = defineContract({
  service: "quest",
  operations: {
    ...missionOperations,
    listQuests: operation({
      route: "GET /api/quest/list",
      summary: "Quests for the player: those available and those taken; with `lat` and `lng`, those in the nearest zones",
      access: signedIn,
      input: z.object({
        ...pageInput,
        zone_id: Id.optional(),
        quest_type: QuestType.optional(),
        status: QuestStatus.optional(),
        lat: Latitude.optional(),
        lng: Longitude.optional(),
      }),
      output: pageOf(Quest),
      errors: { location_incomplete: 400 },
    }),
    startQuest: operation({
      route: "POST /api/quest/:id/start",
      summary: "Take a mission as a quest; `:id` is the mission's",
      access: ["player"],
      idempotent: true,
      input: z.object({ id: Id }),
      output: Quest.extend({ challenge: Challenge }).meta({ id: "StartedQuest" }),
      status: 201,
      errors: {
        mission_not_found: 404,
        mission_closed: 409,
        level_too_low: refusal(403, shape("LevelTooLow", { level: z.int(), min_level: z.int() })),
        badge_missing: refusal(403, shape("BadgesMissing", { badges: z.array(z.string()) })),
        chapter_locked: refusal(403, shape("ChapterLocked", { story: z.string(), chapter: z.int() })),
        quest_already_active: 409,
        quest_already_done: 409,
        goal_reached: 409,
        budget_exhausted: 409,
      },
    }),
    getQuest: operation({
      route: "GET /api/quest/:id",
      summary: "One quest; one's own, or any for admins, and for reviewers as it was handed in",
      access: signedIn,
      input: z.object({ id: Id }),
      output: Quest.extend({ challenge: Challenge.nullable() }).meta({ id: "QuestDetail" }),
      errors: { quest_not_found: 404 },
    }),
    questHistory: operation({
      route: "GET /api/quest/:id/history",
      summary: "What happened to a quest, in order; for reviewers until it was handed in",
      access: signedIn,
      input: z.object({ id: Id }),
      output: listOf(HistoryEntry),
      errors: { quest_not_found: 404 },
    }),
    completeQuest: operation({
      route: "POST /api/quest/:id/complete",
      summary: "Hand a quest in for verification",
      access: ["player"],
      idempotent: true,
      input: z.object({
        id: Id,
        proof_ids: z.array(Id).min(1).max(20),
        duration_minutes: z.int().min(1).max(1440),
        beneficiaries_count: z.int().min(0).max(100_000),
      }),
      output: Quest,
      status: 202,
      errors: {
        quest_not_found: 404,
        quest_not_active: refusal(409, QuestStatusNow),
        quest_expired: refusal(409, QuestStatusNow),
        too_early: refusal(409, shape("TooEarly", { hand_in_from: Time, min_minutes: z.int() })),
        proof_missing: refusal(422, shape("ProofMissing", { proof_ids: z.array(Id) })),
        captured_after_end: refusal(422, shape("ProofsCapturedAfterEnd", { proof_ids: z.array(Id), expires_at: Time })),
      },
    }),
    abandonQuest: operation({
      route: "POST /api/quest/:id/abandon",
      summary: "Give an active quest up",
      access: ["player"],
      input: z.object({ id: Id }),
      output: Quest,
      errors: { quest_not_found: 404, quest_not_active: refusal(409, QuestStatusNow) },
    }),
    ownImpact: operation({
      route: "GET /api/me/impact",
      summary: "What one did so far, by kind of mission, the most first",
      access: signedIn,
      input: z.object({}),
      output: listOf(ImpactByType),
    }),
    getQuestPolicy: operation({
      route: "GET /api/admin/quest-policy",
      summary: "How long a quest takes at least",
      access: ["admin", "government"],
      input: z.object({}),
      output: QuestPolicy,
    }),
    setQuestPolicy: operation({
      route: "PATCH /api/admin/quest-policy",
      summary: "Change how long a quest takes at least, for quests that start from now on; what is left out stays",
      access: ["admin"],
      approval: { by: ["admin"], waits_hours: 72 },
      input: QuestPolicy.partial(),
      output: QuestPolicy,
    }),
  },
});
