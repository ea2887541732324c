import { pattern, type Value } from "../pattern.ts";

/** `reader` is the player whose evidence it is, or a reviewer; whoever renders says which. */
const person = "{reader, select, player {, so a person looks at it} other {}}";
const you = (player: string, reviewer: string) => `{reader, select, player {${player}} other {${reviewer}}}`;
const your = you("Your", "The player’s");
const kind = "{kind, select, video {video} other {photograph}}";
const picture = "{kind, select, video {video} other {picture}}";
const whose = "{whose, select, other_player {by another player} other {for another quest}}";
const side = "{side, select, before {before the quest was started} other {after it arrived}}";
const question =
  "{task, select, synthetic {was generated} splice {was put together from several} recapture {was taken from a screen or a print} other {shows what nobody should have to see}}";

type Kind = { kind: "image" | "video" };
type Whose = { whose: string };
type Span = { span: Value };
type Task = { task: string };

/** What the checks found about evidence, and what they could not look at. */
export const signals = {
  "signal.media_reuse.new": pattern("This file was never sent before."),
  "signal.media_reuse.same_quest": pattern(`${you("You", "The player")} sent this file twice for the same quest.`),
  "signal.media_reuse.given_up": pattern(
    `${you("You", "The player")} sent this file before, for a quest that ${you("you", "the player")} gave up.`,
  ),
  "signal.media_reuse.before": pattern<Whose>(`This exact file was already sent ${whose}.`),
  "signal.media_reuse.since": pattern<Whose>(`This exact file was also sent ${whose}${person}.`),

  "signal.lookalike.not_looked": pattern("The picture was not compared with others."),
  "signal.lookalike.new": pattern("The picture looks like no other that was sent."),
  "signal.lookalike.same_quest": pattern(`${you("You", "The player")} sent a similar picture for the same quest.`),
  "signal.lookalike.given_up": pattern(
    `${you("You", "The player")} sent a similar picture for a quest that ${you("you", "the player")} gave up.`,
  ),
  "signal.lookalike.same": pattern<Whose>(
    `The picture looks the same as one that was sent ${whose}${you(", so a person compares them", "")}.`,
  ),
  "signal.lookalike.similar": pattern<Whose>(`The picture looks much like one that was sent ${whose}.`),
  "signal.lookalike.broken": pattern<Kind>(`The ${kind} cannot be opened, so it was not compared with others.`),
  "signal.lookalike.featureless": pattern<Kind>(`The ${kind} is too dark or too even to recognise anything${person}.`),
  "signal.lookalike.not_comparable": pattern<Kind>(`This kind of ${kind} cannot be compared with others here${person}.`),

  "signal.nonce.absent": pattern("The evidence was not captured in the app, so it does not carry this quest’s code."),
  "signal.nonce.valid": pattern("The evidence carries this quest’s code."),
  "signal.nonce.unknown": pattern(`The evidence carries a code that was never issued${person}.`),
  "signal.nonce.wrong": pattern("The evidence carries a code that was not issued for this quest."),

  "signal.time_window.after_expiry": pattern<Span>("The evidence is from {span} after the quest ended."),
  "signal.time_window.near_start": pattern("The evidence is from shortly before the quest was started."),
  "signal.time_window.inside": pattern("The evidence is from while the quest was under way."),
  "signal.time_window.before_start": pattern<Span>("The evidence is from {span} before the quest was started."),
  "signal.time_window.after_receipt": pattern<Span>("The evidence claims to be from {span} after it arrived."),
  "signal.time_window.satellites": pattern(
    `By satellite time the evidence is from while the quest was under way. ${your} phone’s clock is wrong${you(": let it set itself", "")}.`,
  ),
  "signal.time_window.clock_wrong": pattern<Span & { side: "before" | "after" }>(
    `By ${you("your", "the player’s")} phone’s clock the evidence is from {span} ${side}, so that clock seems wrong${you(": let it set itself", "")}.`,
  ),
  "signal.time_window.clock_far": pattern<Span & { side: "before" | "after" }>(
    `By ${you("your", "the player’s")} phone’s clock the evidence is from {span} ${side}${person}.`,
  ),

  "signal.geofence.unknown": pattern("The zone of this quest is not known any more, so the place was not checked."),
  "signal.geofence.outside": pattern<{ distance: Value }>("The evidence is from {distance} outside of the zone."),
  "signal.geofence.vague": pattern("The device did not know its place well enough to tell whether it was in the zone."),
  "signal.geofence.inside": pattern("The evidence is from inside the zone."),

  "signal.mock_location.on": pattern("The device reported a simulated position."),
  "signal.mock_location.off": pattern("The device did not report a simulated position."),

  "signal.media_readable.not_opened": pattern<Kind>(`This kind of ${kind} cannot be opened here, so it was not checked.`),
  "signal.media_readable.sound": pattern<Kind>(`The ${kind} is complete.`),
  "signal.media_readable.broken": pattern<Kind>(`The ${kind} is damaged and cannot be opened.`),

  "signal.picture.not_looked": pattern<Kind>(`How much there is to see in the ${picture} was not looked at.`),
  "signal.picture.too_small": pattern<Kind & { width: number; height: number }>(
    `The ${picture} has only {width, number} by {height, number} pixels, too few to show much${person}.${you(" Send the original.", "")}`,
  ),
  "signal.picture.patterned": pattern<Kind>(`The ${picture} shows noise, waves or blots and no objects${person}.`),
  "signal.picture.enough": pattern<Kind>(`There is enough to see in the ${picture}.`),

  "signal.exif_position.none": pattern("The file holds no position; many phones and apps leave it out."),
  "signal.exif_position.absent": pattern<Kind>(
    `The ${kind} holds no position.${you(" It helps to let your camera save the location.", "")}`,
  ),
  "signal.exif_position.near": pattern(`The position inside the file agrees with the one ${you("you sent", "that was sent")}.`),
  "signal.exif_position.apart": pattern<{ distance: Value }>(
    `The position inside the file is {distance} away from the one ${you("you sent", "that was sent")}.`,
  ),

  "signal.exif_time.none": pattern("The file holds no time of capture; many apps leave it out."),
  "signal.exif_time.absent": pattern<Kind>(
    `The ${kind} holds no time of capture.${you(" It helps to send the original as your camera saved it.", "")}`,
  ),
  "signal.exif_time.near": pattern(`The time inside the file agrees with the one ${you("you sent", "that was sent")}.`),
  "signal.exif_time.apart": pattern<Span>(`The time inside the file differs by {span} from the one ${you("you sent", "that was sent")}.`),

  "signal.exif_clock.not_both": pattern("The file does not name both the camera’s and the satellites’ time."),
  "signal.exif_clock.agrees": pattern("The camera’s clock agrees with the satellites’ time."),
  "signal.exif_clock.apart": pattern<Span>("The camera’s clock and the satellites’ time in the file differ by {span}."),

  "signal.file_dates.none": pattern("The file names no other dates."),
  "signal.file_dates.agree": pattern(`Every date in the file fits the time that ${you("you sent", "was sent")}.`),
  "signal.file_dates.apart": pattern<Span>(
    `The file also names a date that differs by {span} from the time ${you("you sent", "that was sent")}.`,
  ),
  "signal.file_dates.far": pattern<Span>(
    `The file also names a date that differs by {span} from the time ${you("you sent", "that was sent")}${person}.`,
  ),

  "signal.software.none": pattern("The file does not say which program wrote it."),
  "signal.software.generator": pattern<{ program: string }>("The file says that it was made by an image generator ({program})."),
  "signal.software.image_editor": pattern<{ program: string }>("The file says that it was saved by an image editor ({program})."),
  "signal.software.editor": pattern<{ program: string }>(`The file says that it was saved by an editor ({program})${person}.`),
  "signal.software.plain": pattern<{ program: string }>("The file was written by {program}."),

  "signal.provenance.not_looked": pattern("The file’s signed history was not looked at."),
  "signal.provenance.altered": pattern("The file was changed after its history was signed: the signature no longer fits the picture."),
  "signal.provenance.generated": pattern("The file’s own history says that it was made, or partly made, by a computer model."),
  "signal.provenance.none": pattern("The file has no signed history; most files have none."),
  "signal.provenance.not_all_valid": pattern(`The file’s signed history does not hold in all parts${person}.`),
  "signal.provenance.damaged": pattern("The file’s signed history is damaged."),
  "signal.provenance.untrusted": pattern("The file’s history is signed by somebody whom nobody here vouches for."),
  "signal.provenance.captured": pattern("A trusted signature says that this was taken by a camera and not edited since."),
  "signal.provenance.signed": pattern("The file’s history is signed by somebody who is trusted."),

  "signal.provenance_words.none": pattern("There is no signed history whose words could be compared."),
  "signal.provenance_words.older": pattern<Span>(
    `The file’s signed history is {span} older than the time ${you("you sent", "that was sent")}${person}.`,
  ),
  "signal.provenance_words.edited": pattern(`The file’s signed history says that it was edited${person}.`),
  "signal.provenance_words.fits": pattern(`Nothing in the file’s signed history speaks against what ${you("you sent", "was sent")}.`),

  "signal.screenshot.not_looked": pattern("Whether this is a photograph or a screenshot was not looked at."),
  "signal.screenshot.found": pattern(`The picture looks like a screenshot or a drawing${person}.`),
  "signal.screenshot.doubtful": pattern("The picture has something of a screenshot."),
  "signal.screenshot.photograph": pattern("The picture looks like a photograph."),

  "signal.double_jpeg.not_looked": pattern("Whether the picture was saved more than once was not looked at."),
  "signal.double_jpeg.once": pattern("The picture shows no traces of being saved again."),
  "signal.double_jpeg.twice": pattern("The picture seems to have been saved again after it was taken, as editors and messengers do."),

  "signal.exif_device.not_named": pattern("The file does not say which camera took it."),
  "signal.exif_device.usual": pattern(`The file is from the camera that ${you("you usually use", "the player usually uses")}.`),
  "signal.exif_device.first": pattern(you("You have no camera yet that you usually use.", "The player has no usual camera yet.")),
  "signal.exif_device.other": pattern(`The file is from another camera than ${you("you usually use", "the player usually uses")}.`),

  "signal.travel.not_looked": pattern("The way from other captures was not looked at."),
  "signal.travel.no_other": pattern(`There is no other capture of ${you("yours", "the player’s")} to compare this one with.`),
  "signal.travel.possible": pattern(
    you("You can have come here from your other captures.", "The player can have come here from the player’s other captures."),
  ),
  "signal.travel.impossible": pattern<Span & { distance: Value }>(
    `Another capture of ${you("yours", "the player’s")} is {distance} away and only {span} apart${you(", so a person looks at both", "")}.`,
  ),

  "signal.pace.not_looked": pattern(`How often ${you("you send", "the player sends")} evidence was not looked at.`),
  "signal.pace.counted": pattern<{ hour: number; day: number }>(
    `${you("You", "The player")} sent evidence for {hour, number} quests within an hour and {day, number} within a day${person}.`,
  ),
  "signal.pace.too_little": pattern("There is too little to compare with to say what is usual."),
  "signal.pace.very_fast": pattern(`${you("You", "The player")} sent evidence for far more quests in a short time than is usual${person}.`),
  "signal.pace.fast": pattern(`${you("You", "The player")} sent evidence for more quests in a short time than is usual.`),
  "signal.pace.usual": pattern(`${you("You send", "The player sends")} evidence about as often as is usual.`),

  "signal.rhythm.too_little": pattern(`There is too little to say anything about when ${you("you send", "the player sends")} evidence.`),
  "signal.rhythm.regular": pattern(`${your} evidence arrives at nearly equal intervals, as if sent by a program${person}.`),
  "signal.rhythm.night": pattern(`Most of ${you("your", "the player’s")} evidence is captured in the middle of the night.`),
  "signal.rhythm.usual": pattern(`${your} evidence arrives at times as people’s does.`),
  "signal.rhythm.burst": pattern(`${you("You", "The player")} sent evidence for quest after quest within moments${person}.`),

  "signal.sharing.not_looked": pattern(`Whether others use ${you("your", "the player’s")} device was not looked at.`),
  "signal.sharing.device": pattern<{ players: number }>(
    "Evidence from what looks like the same device was also sent by {players, plural, one {another player} other {# other players}}.",
  ),
  "signal.sharing.address_unknown": pattern(
    `Who shares ${you("your", "the player’s")} address is not known: the server sees only its own network.`,
  ),
  "signal.sharing.address": pattern<{ players: number }>(
    "Evidence from the same address was also sent by {players, plural, one {another player} other {# other players}}.",
  ),
  "signal.sharing.none": pattern(`Few or no other players use ${you("your", "the player’s")} device and address.`),

  "signal.new_accounts.not_looked": pattern("Whether many accounts were made together was not looked at."),
  "signal.new_accounts.none": pattern(`${your} account is not one of many that were made together.`),
  "signal.new_accounts.burst": pattern<{ accounts: number }>(
    `${you("Yours", "The player’s")} is one of {accounts, number} accounts that were made close together and sent evidence soon${person}.`,
  ),

  "signal.ring.too_little": pattern("Too little is known of who confirms whom to say anything."),
  "signal.ring.none": pattern(`${your} evidence is confirmed by different people.`),
  "signal.ring.found": pattern(`${your} evidence is mostly confirmed by a closed circle of players${person}.`),

  "signal.model.not_looked": pattern<Task>(`Whether the picture ${question} was not looked at.`),
  "signal.model.unanswered": pattern<Task & { why: Value }>(`Whether the picture ${question} could not be looked at: {why}.`),
  "signal.model.no_reason": pattern<Task>(
    `Whether the picture ${question} was asked of a model, which found no reason for a person to look.`,
  ),
  "signal.model.possible": pattern<Task>(`A model found it possible that the picture ${question}${person}.`),
  "signal.model.information": pattern<Task & { probability: number }>(
    `Whether the picture ${question}: a model says {probability, number, percent}, which is only shown and counts for nothing.`,
  ),
  "signal.model.measured": pattern<{ said: Value; auc: string; generators: string; sources: string }>(
    "{said} Measured on generators and photographs that it had not seen: AUC {auc}; it finds {generators}, and flags of real photographs {sources}.",
  ),
  "signal.model.why.no_model_installed": pattern("no model installed"),
  "signal.model.why.runtime_not_installed": pattern("runtime not installed"),
  "signal.model.why.not_calibrated": pattern("not calibrated"),
  "signal.model.why.could_not_be_asked": pattern("the model could not be asked"),

  "signal.witnesses.not_looked": pattern("What witnesses say was not looked at."),
  "signal.witnesses.missing": pattern<{ required: number; confirmed: number }>(
    "This quest asks for {required, plural, one {one person} other {# people}} to confirm it; {confirmed, plural, =0 {none has} other {# did}} so far.",
  ),
  "signal.witnesses.nobody": pattern("Nobody who could have seen it said anything about it."),
  "signal.witnesses.disputed": pattern<{ people: number }>(
    "Of those who could have seen it, {people, plural, one {one person} other {# people}} disputed it.",
  ),
  "signal.witnesses.confirmed": pattern<{ people: number }>(
    "Confirmed by {people, plural, one {one person} other {# people}} who could have seen it.",
  ),

  "signal.analysis.failed": pattern("The analysis could not be finished, so a person looks at the evidence."),

  "span.minutes": pattern<{ count: number }>("{count, plural, one {# minute} other {# minutes}}"),
  "span.hours": pattern<{ count: number }>("{count, plural, one {# hour} other {# hours}}"),
  "span.days": pattern<{ count: number }>("{count, plural, one {# day} other {# days}}"),
  "span.years": pattern<{ count: number }>("{count, plural, one {# year} other {# years}}"),
  "distance.metres": pattern<{ metres: number }>("{metres, number} m"),
  "distance.kilometres": pattern<{ kilometres: number }>("{kilometres, number} km"),
};
