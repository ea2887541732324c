import { playerContract } from "@oneheart/contracts";
import { playerInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { presentPlayer } from "../present.ts";
import { playerStore } from "../store/players.ts";
import { holdingsOf } from "../workflows/holdings.ts";
import { sealLocation } from "../workflows/personal-data.ts";
import { findPlayer, mayManage } from "../workflows/whose.ts";

/** Changes a profile: one's own, or any for an admin. */
export const updatePlayer = handle(playerContract.operations.updatePlayer, async ({ id: name, bio, location }, ctx) => {
  const found = (await findPlayer(ctx, name)) ?? ctx.fail("player_not_found");
  if (!mayManage(ctx.principal, found)) ctx.fail("forbidden");
  const { id } = found;
  const holdings = await holdingsOf(ctx, id);
  const change = { bio, location: location === undefined ? undefined : sealLocation(ctx.vault, location) };

  const player = await ctx.transaction(async (tx) => {
    const players = playerStore(tx);
    await players.setProfile(id, change, ctx.clock.now());
    tx.emit(playerInternal.events.profileUpdated, { player_id: id });
    return (await players.find(id))!;
  });
  return presentPlayer(ctx, player, holdings, { personal: true });
});
