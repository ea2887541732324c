import { playerContract } from "@oneheart/contracts";
import { forgetKeysOf } from "../idempotency.ts";
import { subscribe } from "../service.ts";

/** Stored answers hold what their operations answered to the person. */
export const onPlayerErased = subscribe("on-player-erased", playerContract.events.playerErased, async ({ player_id }, ctx) => {
  await forgetKeysOf(ctx.db, player_id);
});
