import { playerInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { presentPlayer } from "../present.ts";
import { holdingsOfAll } from "../workflows/holdings.ts";
import { findPlayers, mayManage } from "../workflows/whose.ts";

/** Profiles of many players. */
export const readPlayers = handle(playerInternal.operations.readPlayers, async ({ ids }, ctx) => {
  const players = await findPlayers(ctx, ids);
  const holdings = await holdingsOfAll(ctx, [...new Set(players.flatMap((player) => player?.id ?? []))]);
  return {
    items: players.map((player) =>
      player === undefined ? null : presentPlayer(ctx, player, holdings(player.id), { personal: mayManage(ctx.principal, player) }),
    ),
  };
});
