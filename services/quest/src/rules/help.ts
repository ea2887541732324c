import type { AutomaticReason, QuestStepCode, ReviewReason } from "@oneheart/contracts";

type Help = Extract<QuestStepCode, `retry${string}`>;

/** What would help after a rejection, where more can be said than to do it again. */
const help = {
  unclear: "retry_clearer",
  picture_featureless: "retry_clearer",
  picture_too_small: "retry_clearer",
  picture_patterned: "retry_clearer",
  media_undecodable: "retry_clearer",
  task_not_shown: "retry_task",
  staged: "retry_task",
  other_place: "retry_place",
  outside_zone: "retry_place",
  mock_location: "retry_place",
  impossible_travel: "retry_place",
  other_time: "retry_time",
  captured_before_start: "retry_time",
  captured_after_receipt: "retry_time",
  captured_after_expiry: "retry_time",
  outside_quest_time: "retry_time",
  used_before: "retry_new_picture",
  media_reused: "retry_new_picture",
  media_sent_again: "retry_new_picture",
  picture_reused: "retry_new_picture",
  nonce_mismatch: "retry_new_picture",
  nonce_unknown: "retry_new_picture",
  screen_or_print: "retry_original",
  edited_or_generated: "retry_original",
  generated: "retry_original",
  edited: "retry_original",
  provenance_altered: "retry_original",
  provenance_invalid: "retry_original",
  provenance_older: "retry_original",
  provenance_edited: "retry_original",
  file_dates_apart: "retry_original",
  screenshot: "retry_original",
  model_synthetic: "retry_original",
  model_splice: "retry_original",
  model_recapture: "retry_original",
} satisfies Partial<Record<ReviewReason | AutomaticReason, Help>>;
const helpOf = new Map<string, Help>(Object.entries(help));

/** The step that would help most after a failure of this reason. */
export function helpAfter(failure_reason: string | null): Help {
  return helpOf.get(failure_reason ?? "") ?? "retry";
}
