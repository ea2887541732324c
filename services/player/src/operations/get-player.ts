import { playerContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { presentPlayer } from "../present.ts";
import { holdingsOf } from "../workflows/holdings.ts";
import { findPlayer, mayManage } from "../workflows/whose.ts";

/** A player's profile. */
export const getPlayer = handle(playerContract.operations.getPlayer, async ({ id }, ctx) => {
  const player = (await findPlayer(ctx, id)) ?? ctx.fail("player_not_found");
  return presentPlayer(ctx, player, await holdingsOf(ctx, player.id), { personal: mayManage(ctx.principal, player) });
});
