import { z } from "zod";
import { shape } from "../common/shared.ts";

/** What a player can do next with a quest. Each code has its words in the catalogue of messages. */
export const QuestStepCode = z.enum([
  // Available
  "start",
  "reach_level",
  "earn_badge",
  "finish_chapter",
  "finish_open_quest",
  "come_tomorrow",
  "choose_another",
  "wait_for_funds",
  // Active
  "capture",
  "hand_in",
  "hand_in_later",
  // Its time is over
  "send_late",
  "hand_in_late",
  "start_again",
  // Handed in
  "wait_for_checks",
  "wait_for_person",
  // Failed: what would help
  "retry",
  "retry_clearer",
  "retry_task",
  "retry_place",
  "retry_time",
  "retry_new_picture",
  "retry_original",
  // Completed
  "done_daily",
  "done_story",
  "done_community",
  "done_ascension",
]);
export type QuestStepCode = z.infer<typeof QuestStepCode>;

export const QuestStep = shape("QuestStep", {
  code: QuestStepCode,
  /** What the code is filled with, by name: `until` and `from` are moments, `level` and `chapter` numbers, `badge` a badge's type. */
  parameters: z.record(z.string(), z.union([z.string(), z.number()])),
  /** The same for people, in the language that the request asks for; moments are on the zone's clock. */
  words: z.string(),
});
