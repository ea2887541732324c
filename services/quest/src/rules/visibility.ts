import type { EventRow, QuestRow } from "../store/rows.ts";

interface Viewer {
  playerId: string;
  role: string;
}

/** True when a quest may be looked at: by whoever took it, by reviewers and by admins. */
export function maySee(quest: { player_id: string }, viewer: Viewer): boolean {
  return quest.player_id === viewer.playerId || viewer.role === "reviewer" || viewer.role === "admin";
}

/** True for who judges the evidence of others, and must not know whether it was judged and paid already. */
function isBlind(quest: { player_id: string }, viewer: Viewer): boolean {
  return viewer.role === "reviewer" && quest.player_id !== viewer.playerId;
}

/** A quest as a viewer may know it: for reviewers, others' quests end when they are handed in. */
export function questFor(quest: QuestRow, viewer: Viewer): QuestRow {
  if (quest.submitted_at === null || !isBlind(quest, viewer)) return quest;
  return {
    ...quest,
    status: "submitted",
    completed_at: null,
    reward_xp: null,
    reward_tokens: null,
    reward_explained: [],
    failure_reason: null,
  };
}

/** The same of what happened to it. */
export function historyFor(events: readonly EventRow[], quest: { player_id: string }, viewer: Viewer): EventRow[] {
  return events.filter(({ event }) => !isBlind(quest, viewer) || (event !== "completed" && event !== "failed"));
}
