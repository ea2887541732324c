import { notificationContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { preferencesOf } from "../preferences.ts";
import { notificationStore } from "../store.ts";

/** Changes the channels that are named and leaves the others. */
export const setPreferences = handle(notificationContract.operations.setPreferences, async (change, ctx) => {
  const player_id = ctx.principal.playerId;
  return ctx.transaction(async (tx) => {
    const preferences = { ...(await preferencesOf(tx, player_id)), ...change };
    await notificationStore(tx).savePreferences(player_id, preferences, ctx.clock.now());
    return preferences;
  });
});
