import { playerInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { playerStore } from "../store/players.ts";

/** Facts of several players for other services. */
export const findPlayers = handle(playerInternal.operations.findPlayers, async ({ ids }, ctx) => {
  const dids = ids.filter((id) => id.startsWith("did:"));
  const uuids = ids.filter((id) => !id.startsWith("did:"));
  const players = await playerStore(ctx).findMany(uuids, dids);
  return {
    items: players.map(({ id, user_did, username, level, total_xp, streak_days, last_action_day, badges, created_at, closed_at }) => ({
      id,
      user_did,
      username,
      level,
      total_xp: Number(total_xp),
      streak_days,
      last_action_day,
      badges,
      created_at: created_at.toISOString(),
      erased: closed_at !== null,
    })),
  };
});
