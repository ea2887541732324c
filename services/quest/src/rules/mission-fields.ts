import { inputWords, type QuestType } from "@oneheart/contracts";
import { isWindow, type Window } from "./window.ts";

interface Fields extends Window {
  quest_type: QuestType;
  story_key: string | null;
  community_goal: number | null;
}

/** What a mission of its type lacks, as the error code that says so. */
export function missionProblem(fields: Fields): "window_invalid" | "story_required" | "community_goal_required" | undefined {
  if (!isWindow(fields)) return "window_invalid";
  if (fields.quest_type === "story" && fields.story_key === null) return "story_required";
  if (fields.quest_type === "community" && fields.community_goal === null) return "community_goal_required";
  return undefined;
}

/** Fields that only another type of mission has. */
export function foreignFields({ quest_type, story_key, community_goal }: Fields): Array<{ path: string; message: string }> {
  return [
    ...(story_key !== null && quest_type !== "story" ? [{ path: "story", message: inputWords.only_story }] : []),
    ...(community_goal !== null && quest_type !== "community" ? [{ path: "community_goal", message: inputWords.only_community }] : []),
  ];
}
