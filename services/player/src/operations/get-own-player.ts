import { playerInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { presentPlayer } from "../present.ts";
import { playerStore } from "../store/players.ts";
import { holdingsOf } from "../workflows/holdings.ts";

/** The player as the person itself sees it. */
export const getOwnPlayer = handle(playerInternal.operations.getOwnPlayer, async ({ id }, ctx) => {
  const player = (await playerStore(ctx).find(id)) ?? ctx.fail("player_not_found");
  return presentPlayer(ctx, player, await holdingsOf(ctx, player.id), { personal: true });
});
