/** True when a quest may be looked at: by whoever took it, by reviewers and by admins. */
export function maySee(quest: { player_id: string }, viewer: { playerId: string; role: string }): boolean {
  return quest.player_id === viewer.playerId || viewer.role === "reviewer" || viewer.role === "admin";
}
