/** What rules may find noteworthy about evidence, each in words for the reviewer: what it means, and how far it can be trusted. */
export const ruleFlags = {
  media_reused: "The identical file arrived earlier, for another quest or from another player.",
  media_sent_again: "The identical file arrived later, too, for another quest or from another player: compare the matches.",
  picture_reused: "The picture is the same as another's, up to compression or a small change: compare the matches.",
  picture_similar: "The picture is much like another's, perhaps a cut of it: compare the matches.",
  picture_featureless: "The picture is too dark or too even to be compared with others.",
  picture_not_compared: "A file of this kind cannot be compared with others here, so it may have been sent before.",
  nonce_mismatch: "The file carries the code of another quest's start.",
  captured_before_start: "By the time that was sent, it was captured before the quest began.",
  captured_after_receipt: "By the time that was sent, it was captured after it arrived.",
  captured_after_expiry: "By the time that was sent, it was captured after the quest ended.",
  outside_zone: "The position that was sent lies outside of the zone, even allowing for its accuracy.",
  mock_location: "The device said that its position was simulated by an app; some privacy tools do that, too.",
  media_undecodable: "The file could not be decoded.",
  exif_position_apart: "The position in the file is some way off the one that was sent; both can be imprecise.",
  exif_position_mismatch: "The position in the file is far from the one that was sent.",
  exif_time_apart: "The time in the file is hours off the one that was sent, as with a clock in another time zone.",
  exif_time_mismatch: "The time in the file is more than a day off the one that was sent; camera clocks can be that wrong.",
  exif_clock_apart: "The camera's clock and the satellites' time in the file differ by what no time zone explains.",
  exif_device_other: "The file names another camera than the player's usual one; people change telephones.",
  edited: "The file says that it was saved by an image editor, which has honest uses.",
  generated: "The file says of itself that it was made, or partly made, by an image generator.",
  provenance_altered: "The picture is not the one that was signed: its content no longer fits the signature.",
  provenance_invalid: "The file's signed history is damaged, which saving it again can do.",
  screenshot: "A classifier takes it for a screenshot or a drawing.",
  screenshot_doubtful: "A classifier finds something of a screenshot in it, and is not sure.",
  saved_again: "It seems to have been compressed twice, as editors and messengers do.",
  impossible_travel: "Another capture of the player is too far away for the time between the two.",
  pace_fast: "The player sends evidence for more quests in a short time than is usual.",
  pace_very_fast: "The player sends evidence for far more quests in a short time than is usual.",
  rhythm_regular: "The player's evidence arrives at nearly equal intervals, as a program's would.",
  rhythm_night: "Most of the player's evidence is captured in the middle of the night.",
  shared_device: "Other players sent evidence from what looks like the same device, as families do.",
  shared_address: "Several players sent evidence from the same address, as households and schools do.",
  new_account_burst: "The account is one of many that were made close together at one device or address.",
  witness_ring: "The players who confirm this one confirm mostly each other; circles of friends do, too.",
  witnesses_missing: "Fewer plausible witnesses have confirmed it than the quest asks for; you can decide without them.",
  disputed: "Somebody who could have seen it disputes it.",
  model_synthetic: "An operator's model found it possible that the picture was generated.",
  model_splice: "An operator's model found it possible that the picture was put together from several.",
  model_recapture: "An operator's model found it possible that the picture was taken from a screen or a print.",
  model_nsfw: "An operator's model found it possible that the picture shows what nobody should have to see.",
  analysis_failed: "The analysis broke off, so nothing was checked.",
} satisfies Record<string, string>;

export type RuleFlag = keyof typeof ruleFlags;

/** A flag in words for the reviewer; one that is no longer given is spelled out. */
export function flagInWords(flag: string): string {
  return Object.hasOwn(ruleFlags, flag) ? ruleFlags[flag as RuleFlag] : `${flag.replaceAll("_", " ")}.`;
}
