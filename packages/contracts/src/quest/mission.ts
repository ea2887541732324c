import { z } from "zod";
import { operation, refusal, signedIn } from "../common/define.ts";
import { duplicateInput, Id, line, pageInput, pageOf, paragraph, QuestType, shape, Time } from "../common/shared.ts";

/** What a quest of the mission is worth and who may take it. Each quest keeps these as they were when it began. */
const terms = {
  zone_id: Id,
  mission_type: line(50),
  quest_type: QuestType,
  base_xp: z.int().min(0).max(10_000),
  base_tokens: z.int().min(0).max(1_000),
  difficulty_level: z.int().min(1).max(10),
  min_level: z.int().min(1).max(1000),
  expected_minutes: z.int().min(1).max(1440),
  /** Story: which story it belongs to and its chapter, from 1; a chapter opens when the one before is completed. */
  story: shape("StoryChapter", { key: line(80), chapter: z.int().min(1).max(1000) }).nullable(),
  /** Community: how many completions reach the shared goal. */
  community_goal: z.int().min(1).max(1_000_000).nullable(),
  /** Ascension: badges that must be held, beside `min_level`. */
  required_badges: z.array(line(100)).max(20),
};

/** What can be changed at any time. */
const words = {
  title: line(255),
  description: paragraph(5000),
  /** How many plausible witnesses must confirm before the rules alone may verify; a reviewer needs none. */
  witnesses_required: z.int().min(0).max(5),
  starts_at: Time.nullable(),
  ends_at: Time.nullable(),
};

export const Mission = shape("Mission", {
  id: Id,
  ...terms,
  ...words,
  witnesses_required: words.witnesses_required.default(0),
  /** Completions so far, counted for community missions. */
  community_progress: z.int(),
  is_active: z.boolean(),
  created_at: Time,
  /** When the first quest of it began: from then on its terms stand. */
  begun_at: Time.nullable(),
  /** Grows by one with every change. */
  version: z.int(),
});

/** `scheduled` before its window, `ended` after it, `hidden` when it was switched off. */
export const MissionState = z.enum(["open", "scheduled", "ended", "hidden"]);
export type MissionState = z.infer<typeof MissionState>;

const MissionZone = shape("MissionZone", { zone_id: Id });

const refusals = {
  zone_not_found: refusal(422, MissionZone),
  zone_retired: refusal(422, MissionZone),
  badge_unknown: refusal(422, shape("BadgesKnown", { badges: z.array(z.string()), known: z.array(z.string()) })),
  story_required: 422,
  chapter_taken: refusal(409, shape("ChapterTaken", { story: terms.story })),
  community_goal_required: 422,
  window_invalid: 422,
  mission_exists: refusal(409, shape("MissionExists", { mission_id: Id })),
} as const;

/** How missions are written, corrected and found. */
export const missionOperations = {
  createMission: operation({
    route: "POST /api/quest/create",
    summary: "Create a mission that players can take as quests",
    access: ["admin"],
    idempotent: true,
    input: z.object({
      ...terms,
      ...words,
      description: words.description.default(""),
      min_level: terms.min_level.default(1),
      expected_minutes: terms.expected_minutes.default(60),
      story: terms.story.default(null),
      community_goal: terms.community_goal.default(null),
      required_badges: terms.required_badges.default([]),
      witnesses_required: words.witnesses_required.default(0),
      starts_at: words.starts_at.default(null),
      ends_at: words.ends_at.default(null),
      ...duplicateInput,
    }),
    output: Mission,
    status: 201,
    errors: refusals,
  }),
  updateMission: operation({
    route: "PATCH /api/quest/mission/:id",
    summary: "Change a mission: its words and window at any time, its reward, goal, level and other terms until somebody began it",
    access: ["admin"],
    input: z
      .object({ ...terms, ...words })
      .partial()
      .extend({
        id: Id,
        is_active: z.boolean().optional(),
        /** The mission's `version` when it was looked at; refused when it has changed since. */
        version_seen: z.int().min(1).optional(),
        ...duplicateInput,
      }),
    output: Mission,
    errors: {
      ...refusals,
      mission_not_found: 404,
      mission_begun: refusal(409, shape("MissionBegun", { fields: z.array(z.string()), begun_at: Time })),
      mission_changed: refusal(409, shape("MissionChanged", { version: z.int() })),
    },
  }),
  getMission: operation({
    route: "GET /api/quest/mission/:id",
    summary: "One mission",
    access: [...signedIn, "internal"],
    input: z.object({ id: Id }),
    output: Mission,
    errors: { mission_not_found: 404 },
  }),
  listMissions: operation({
    route: "GET /api/admin/missions",
    summary: "All missions, newest first: also those that are hidden, over or still to come",
    access: ["admin", "internal"],
    input: z.object({ ...pageInput, zone_id: Id.optional(), quest_type: QuestType.optional(), state: MissionState.optional() }),
    output: pageOf(Mission.extend({ state: MissionState }).meta({ id: "MissionInState" })),
  }),
} as const;
