import { impactInternal, playerInternal } from "@oneheart/contracts/internal";
import type { BaseContext } from "@oneheart/kernel";
import { forgetPlayer } from "../store/players.ts";
import { correctionOf, countImpact } from "./count-impact.ts";

const PAGE = 500;
const PLAYERS_AT_ONCE = 200;

/**
 * Counts every award that was never heard of, as those from before there were figures, and every correction. What was counted is not
 * counted again.
 */
export async function countMissed(ctx: Pick<BaseContext, "call" | "transaction">): Promise<void> {
  const players = new Set<string>();
  for (let cursor: string | undefined; ; ) {
    const { items, next_cursor } = await ctx.call(impactInternal.operations.listAwards, { cursor, limit: PAGE });
    const heard = items.flatMap(({ corrections, ...recorded }) => [
      { recorded },
      ...corrections.map(({ kind, ...said }) => correctionOf(`impact.${kind}`, { action_id: recorded.action_id, ...said })),
    ]);
    if (heard.length > 0) await ctx.transaction(({ db }) => countImpact(db, heard));
    for (const { player_id } of items) players.add(player_id);
    if (next_cursor === null) break;
    cursor = next_cursor;
  }
  await forgetErased(ctx, [...players]);
}

/** Of those who were erased before they were counted only the number stays. */
async function forgetErased(ctx: Pick<BaseContext, "call" | "transaction">, ids: readonly string[]): Promise<void> {
  for (let first = 0; first < ids.length; first += PLAYERS_AT_ONCE) {
    const asked = ids.slice(first, first + PLAYERS_AT_ONCE);
    const { items } = await ctx.call(playerInternal.operations.findPlayers, { ids: asked });
    for (const { id, erased } of items) if (erased) await ctx.transaction(({ db }) => forgetPlayer(db, id));
  }
}
