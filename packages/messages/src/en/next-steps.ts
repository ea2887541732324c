import type { QuestStepCode } from "@oneheart/contracts";
import { pattern, type Value } from "../pattern.ts";

type Codes = `next_step.${QuestStepCode}`;
// True before an appeal, while one is open and after it: only the proof knows.
const appeal = "If you think that we are wrong, look at the proof: it says whether you can appeal, and until when.";

/** What a player can do next with a quest. */
export const nextSteps = {
  "next_step.start": pattern("Start it, and take your photographs for it in the app."),
  "next_step.reach_level": pattern<{ level: number }>("Reach level {level, number} first. Other quests bring you there."),
  "next_step.earn_badge": pattern<{ badge: Value }>("Earn the badge “{badge}” first."),
  "next_step.finish_chapter": pattern<{ chapter: number }>("Complete chapter {chapter, number} of this story first."),
  "next_step.finish_open_quest": pattern("You have a quest of this mission under way. Finish that one first."),
  "next_step.come_tomorrow": pattern("You have done it today. Come back tomorrow."),
  "next_step.choose_another": pattern("It cannot be started now. Choose another mission."),
  "next_step.wait_for_funds": pattern(
    "The money for this mission is used up for now. Choose another mission, or come back when it is funded again.",
  ),

  "next_step.capture": pattern<{ until: string }>("Take your photographs on the spot, in the app, and hand the quest in by {until}."),
  "next_step.hand_in": pattern<{ until: string }>("Your evidence has arrived. Hand the quest in by {until}."),
  "next_step.hand_in_later": pattern<{ from: string }>("Your evidence has arrived. You can hand the quest in from {from}."),

  "next_step.send_late": pattern<{ until: string }>(
    "The time is over. What you captured before it ended can still be sent and handed in until {until}.",
  ),
  "next_step.hand_in_late": pattern<{ until: string }>(
    "The time is over, and your evidence arrived. Hand the quest in by {until}; otherwise we do it for you.",
  ),
  "next_step.start_again": pattern("This quest is over. Start the mission again while it is on offer."),

  "next_step.wait_for_checks": pattern("Your evidence is being checked. There is nothing to do; we will tell you the result."),
  "next_step.wait_for_person": pattern("A person is looking at your evidence. There is nothing to do; we will tell you the result."),

  "next_step.retry": pattern(`Start again, and take the pictures in the app while you do the task. ${appeal}`),
  "next_step.retry_clearer": pattern(`Start again, and take the picture in good light, close enough to see what was done. ${appeal}`),
  "next_step.retry_task": pattern(`Start again, and show the task itself: before, during or after the work. ${appeal}`),
  "next_step.retry_place": pattern(`Start again, and take the picture inside the zone with your location switched on. ${appeal}`),
  "next_step.retry_time": pattern(`Start first, take the picture then, and send it before the time is over. ${appeal}`),
  "next_step.retry_new_picture": pattern(`Start again, and take a new picture for this quest. ${appeal}`),
  "next_step.retry_original": pattern(
    `Start again, and send the picture as the camera took it: not edited, and not from a screen or a print. ${appeal}`,
  ),

  "next_step.done_daily": pattern("Done for today. Come back tomorrow to keep your streak."),
  "next_step.done_story": pattern("Done. Go on with the next chapter of the story."),
  "next_step.done_community": pattern("Done. You can do it again until the shared goal is reached."),
  "next_step.done_ascension": pattern("Done. Choose another mission."),
} satisfies Record<Codes, string>;
