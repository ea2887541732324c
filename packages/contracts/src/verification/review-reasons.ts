/** Reasons for a decision, and each of them in words for the player. */
import { z } from "zod";
import { keysOf, shape } from "../common/shared.ts";

interface Reason {
  decisions: readonly ReviewDecision[];
  /** What the player reads. */
  words: string;
}

export const ReviewDecision = z.enum(["approve", "reject"]);
export type ReviewDecision = z.infer<typeof ReviewDecision>;

const approve = (words: string): Reason => ({ decisions: ["approve"], words });
const reject = (words: string): Reason => ({ decisions: ["reject"], words });

/** Every reason a reviewer may give: for which decision, and in words for the player. */
export const reviewReasons = {
  convincing: approve("A reviewer looked at your evidence and it shows what the quest asked for."),
  camera_clock_wrong: approve("Your camera's clock was wrong, but everything else fits."),
  position_imprecise: approve("The position was imprecise, but the picture shows the right place."),
  place_known: approve("A reviewer recognised the place."),
  task_not_shown: reject("The evidence does not show the task of this quest."),
  other_place: reject("The evidence shows another place than the quest's."),
  other_time: reject("The evidence was taken at another time than the quest's."),
  unclear: reject("The evidence is too dark, too blurred or too far away to recognise what happened."),
  used_before: reject("The same picture, or one very like it, was used before."),
  screen_or_print: reject("The evidence is a picture of a screen or of a print."),
  edited_or_generated: reject("The evidence was edited or generated so that it no longer shows what happened."),
  staged: reject("The evidence shows a scene that was put up for the picture."),
  unsafe_content: reject("The evidence shows something that must not be shown here."),
  other: { decisions: ["approve", "reject"], words: "A reviewer looked at it closely and decided." },
} satisfies Record<string, Reason>;

export const ReviewReason = z.enum(keysOf(reviewReasons));
export type ReviewReason = z.infer<typeof ReviewReason>;

/** What an error tells of whoever gives a reason of the other decision. */
export const ReasonsOfDecision = shape("ReasonsOfDecision", { reasons: z.array(ReviewReason) });

/** The reasons that go with a decision. */
export function reasonsFor(decision: ReviewDecision): ReviewReason[] {
  return ReviewReason.options.filter((reason) => (reviewReasons[reason].decisions as readonly ReviewDecision[]).includes(decision));
}

const looked = (words: string): string => `${words}, so a person looks at it.`;

/** Every reason the rules may give, in words for the player. */
export const automaticReasons = {
  rules_passed: "Everything that we check fits.",
  media_reused: "The identical file was sent before, by somebody else or for another quest that you handed in or still hold.",
  nonce_mismatch: "The evidence carries the code of another quest.",
  captured_before_start: "The evidence was taken before the quest began.",
  captured_after_receipt: "The evidence says that it was taken after it arrived.",
  provenance_altered: "The file was changed after its history was signed.",
  media_sent_again: looked("The identical file was also sent for another quest or by somebody else"),
  outside_quest_time: looked("By your phone's clock, which may be wrong, the evidence is not from the time of the quest"),
  captured_after_expiry: looked("The evidence was taken after the quest ended"),
  outside_zone: looked("The evidence was taken outside of the quest's zone"),
  mock_location: looked("Your device reported a simulated position"),
  media_undecodable: looked("The file is damaged and cannot be opened"),
  picture_reused: looked("Your evidence looks the same as a picture that was sent for another quest or by somebody else"),
  picture_featureless: looked("Your evidence is too dark or too even to recognise anything"),
  picture_not_compared: looked("This kind of file cannot be compared with others here"),
  generated: looked("The file's own history says that it was made, or partly made, by a computer model"),
  edited: looked("Your evidence was saved by an editor"),
  picture_too_small: looked("Your evidence has too few pixels to show much"),
  picture_patterned: looked("Your evidence shows noise, waves or blots and no objects"),
  nonce_unknown: looked("The evidence carries a code that was never issued"),
  file_dates_apart: looked("The file names a date that does not fit the time you sent"),
  provenance_invalid: looked("The file's signed history does not hold in all parts"),
  provenance_older: looked("The file's signed history is older than the time you sent"),
  provenance_edited: looked("The file's signed history says that it was edited"),
  screenshot: looked("Your evidence looks like a screenshot or a drawing"),
  impossible_travel: looked("Your evidence was captured too far from another capture of yours, in too short a time"),
  pace_very_fast: looked("You sent evidence for far more quests in a short time than is usual"),
  rhythm_regular: looked("Your evidence arrives at nearly equal intervals"),
  rhythm_burst: looked("You sent evidence for quest after quest within moments"),
  new_account_burst: looked("Your account is one of many that were made close together"),
  witness_ring: looked("Your evidence is mostly confirmed by a closed circle of players"),
  disputed: looked("Somebody who could have seen it disputes it"),
  witnesses_missing: looked("Fewer witnesses have confirmed it than the quest asks for"),
  model_synthetic: looked("A model found it possible that your evidence was generated"),
  model_splice: looked("A model found it possible that your evidence was put together from several pictures"),
  model_recapture: looked("A model found it possible that your evidence was taken from a screen or a print"),
  model_nsfw: looked("A model found it possible that your evidence shows what nobody should have to see"),
  reward_above_limit: looked("The reward of this quest is large"),
  score_below_threshold: looked("Our checks found too little that speaks for your evidence; the signals say what would help"),
  analysis_failed: looked("The analysis of your evidence could not be finished"),
  player_erased: "The account was erased before the evidence was decided.",
} satisfies Record<string, string>;
export type AutomaticReason = keyof typeof automaticReasons;
