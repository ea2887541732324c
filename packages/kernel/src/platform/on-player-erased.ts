import { playerInternal } from "@oneheart/contracts/internal";
import { forgetKeysOf } from "../idempotency.ts";
import { subscribe } from "../service.ts";

/** Stored answers hold what their operations answered to the person. */
export const onPlayerErased = subscribe("on-player-erased", playerInternal.events.playerErased, async ({ player_id }, ctx) => {
  await forgetKeysOf(ctx.db, player_id);
});
