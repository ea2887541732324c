import { analyticsContract } from "@oneheart/contracts";
import { handle, pageFrom } from "@oneheart/kernel";
import { placeIn } from "../workflows/cursors.ts";
import { holderLines, spreadNow } from "../workflows/holders.ts";

/** Holders by how much they hold. What they held earlier is not kept, so that only the newest figure can be followed. */
export const economyHolders = handle(analyticsContract.operations.economyHolders, async ({ figure, tree_size, cursor, limit }, ctx) => {
  const spread = await spreadNow(ctx);
  if (tree_size > spread.tree_size) ctx.fail("figure_not_counted_yet");
  if (tree_size < spread.tree_size) ctx.fail("figure_too_old");
  const lines = holderLines(spread, figure);
  const after = placeIn(cursor) ?? 0;
  const page = pageFrom(lines.filter(({ from_tokens }) => from_tokens > after).slice(0, limit + 1), limit, ({ from_tokens }) => [
    from_tokens,
  ]);
  return { items: page.rows, next_cursor: page.next_cursor, sum: lines.reduce((sum, { amount }) => sum + amount, 0) };
});
