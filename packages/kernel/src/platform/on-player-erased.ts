import { playerInternal } from "@oneheart/contracts/internal";
import { approvalStore } from "../approval/store.ts";
import { forgetKeysOf } from "../idempotency.ts";
import { subscribe } from "../service.ts";

/** Stored answers hold what their operations answered to the person, and requests who the person was. */
export const onPlayerErased = subscribe("on-player-erased", playerInternal.events.playerErased, async ({ player_id }, ctx) => {
  await forgetKeysOf(ctx.db, player_id);
  await approvalStore(ctx).withdrawAllOf(player_id);
});
