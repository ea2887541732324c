import { playerInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { forgetPlayer } from "../store/players.ts";

/** What was counted stays, under a number that names nobody. */
export const onPlayerErased = subscribe("on-player-erased", playerInternal.events.playerErased, ({ player_id }, ctx) =>
  forgetPlayer(ctx.db, player_id),
);
