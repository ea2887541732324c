import { type ErrorCode, localDay, type QuestType, type questContract, type Refusal } from "@oneheart/contracts";
import { isOpen, type Window } from "./window.ts";

export interface UnlockTerms extends Window {
  quest_type: QuestType;
  is_active: boolean;
  min_level: number;
  required_badges: string[];
  story_key: string | null;
  story_chapter: number | null;
  community_goal: number | null;
  community_progress: number;
}

/** What a player did with a mission so far. */
export interface Standing {
  /** Has an active quest of it, or one in review; of a daily mission only an active one, since a day in review leaves the next days free. */
  is_open: boolean;
  is_done: boolean;
  /** Daily: the last day that an open or completed quest of it used up, `YYYY-MM-DD`. */
  last_day: string | null;
  /** Daily: the quest of that day is in review. */
  last_in_review: boolean;
  /** Story: the chapter before is completed. */
  chapter_before_done: boolean;
}

type StartQuest = typeof questContract.operations.startQuest;

/** Why a mission cannot be started now. */
export type StartRefusal = Refusal<StartQuest, Exclude<ErrorCode<StartQuest>, "mission_not_found">>;

/**
 * Everything that keeps a player from starting a mission now, in the order in which it is answered; empty when nothing does. `hasMoney`:
 * there is something to pay another quest of it with.
 */
export function refusals(
  mission: UnlockTerms & Standing,
  player: { level: number; badges: string[] },
  zone: { is_active: boolean; time_zone: string },
  now: Date,
  hasMoney = true,
): StartRefusal[] {
  const missing = mission.required_badges.filter((badge) => !player.badges.includes(badge));
  const used = usedUp(mission, zone.time_zone, now);
  const found: Array<StartRefusal | false> = [
    !(mission.is_active && zone.is_active && isOpen(mission, now)) && { code: "mission_closed" },
    player.level < mission.min_level && { code: "level_too_low", context: { level: player.level, min_level: mission.min_level } },
    missing.length > 0 && { code: "badge_missing", context: { badges: missing } },
    chapterLocked(mission) && { code: "chapter_locked", context: { story: mission.story_key!, chapter: mission.story_chapter! } },
    (mission.is_open || (used && mission.last_in_review)) && { code: "quest_already_active" },
    used && { code: "quest_already_done" },
    mission.community_goal !== null && mission.community_progress >= mission.community_goal && { code: "goal_reached" },
    !hasMoney && { code: "budget_exhausted" },
  ];
  return found.filter((refusal) => refusal !== false);
}

function chapterLocked(mission: UnlockTerms & Standing): boolean {
  return mission.quest_type === "story" && (mission.story_chapter ?? 1) > 1 && !mission.chapter_before_done;
}

/** Story and ascension are done once for good, daily once a day, community as often as one likes. */
function usedUp(mission: UnlockTerms & Standing, timeZone: string, now: Date): boolean {
  if (mission.quest_type === "community") return false;
  if (mission.quest_type !== "daily") return mission.is_done;
  // A later day than today is left by a zone that moved west.
  return mission.last_day !== null && mission.last_day >= localDay(now, timeZone);
}
