import { pattern } from "../pattern.ts";

const most =
  "{cap, select, player_day {The most that one player can earn in a day is} newcomer_day {New players earn less in a day until they have helped on several days: today’s most is} cover {The most that was reserved for this quest is} mission_day {The most that this mission pays in a day, to all players together, is} programme_day {The most that the whole programme pays in a day, to all players together, is} other {The most that this zone pays in a day, to all players together, is}}";
const unit = "{unit, select, xp {XP} other {tokens}}";

type Cap = { cap: string; unit: string; limit: number };

/** What a reward came to and why, and what counts of the time and the people that a player reports. */
export const rewards = {
  "reward.duration": pattern<{ duration: number; expected: number }>(
    "It took {duration, number} of the {expected, number} minutes expected.",
  ),
  "reward.duration_held": pattern<{ duration: number; expected: number; least: string; most: string }>(
    "It took {duration, number} of the {expected, number} minutes expected, held within {least} and {most}.",
  ),
  "reward.zone": pattern<{ times: string }>("Actions in this zone count {times}."),
  "reward.no_goal": pattern("The mission has no community goal."),
  "reward.community": pattern<{ done: number; goal: number; times: string }>(
    "The community is at {done, number} of {goal, number}; at its goal it counts {times}.",
  ),
  "reward.level": pattern<{ level: number }>("The player is at level {level, number}."),
  "reward.no_streak": pattern("There is no streak yet."),
  "reward.streak": pattern<{ days: number }>("It is day {days, number} of a streak."),
  "reward.quest_type": pattern<{ type: string }>(
    "It is {type, select, daily {a daily} story {a story} community {a community} other {an ascension}} quest.",
  ),
  "reward.difficulty": pattern<{ difficulty: number }>("The mission’s difficulty is {difficulty, number} of 10."),
  "reward.nobody_confirmed": pattern<{ reported: number }>(
    "Nobody has confirmed that {reported, plural, one {# person was} other {# people were}} helped, so they do not count.",
  ),
  "reward.some_confirmed": pattern<{ confirmed: number; reported: number }>(
    "{confirmed, number} of the {reported, number} people helped were confirmed, and count.",
  ),
  "reward.reduced": pattern<Cap & { used: number; paid: number; full: number }>(
    `${most} {limit, number} ${unit}. {used, number} were earned before, so {paid, number} of {full, number} ${unit} were paid.`,
  ),
  "reward.limit_left": pattern<Cap & { left: number }>(`${most} {limit, number} ${unit}; {left, number} are left.`),
  "reward.same_kind": pattern<{ unit: string; limit: number; used: number; paid: number; full: number }>(
    `Of the same kind of action the first {limit, number} are paid in full. {used, number} were done before, so {paid, number} of {full, number} ${unit} were paid.`,
  ),
  "reward.same_kind_next": pattern<{ free: number; days: number; done: number; percent: number }>(
    "Of the same kind of action within {days, plural, one {one day} other {# days}} the first {free, number} are paid in full. You have done {done, number}; the next one pays {percent, number} %.",
  ),

  "quest_time.so_far": pattern<{ counted: number; expected: number; share: number }>(
    "{counted, number} of {expected, number} minutes so far: {share, number} % of the time expected.",
  ),
  "quest_time.counted": pattern<{ counted: number; expected: number; share: number }>(
    "{counted, number} of {expected, number} minutes: {share, number} % of the time expected.",
  ),
  "quest_time.reduced": pattern<{ counted: number; expected: number; share: number; reported: number }>(
    "{counted, number} of {expected, number} minutes: {share, number} % of the time expected. You reported {reported, number}, but only the time from the start of the quest to its last photograph counts.",
  ),
  "people_helped.ask": pattern("Say how many people were helped: they count as far as a reviewer confirms them."),
  "people_helped.nobody": pattern("You reported that nobody was helped directly, so nobody is counted."),
  "people_helped.reported": pattern<{ reported: number }>(
    "You reported {reported, plural, one {# person} other {# people}} helped. Only those count whom a reviewer confirms; nobody is counted when none looks.",
  ),
};
