import { analyticsContract } from "@oneheart/contracts";
import { handle, pageFrom } from "@oneheart/kernel";
import { recountStore } from "../store/recounts.ts";
import { placeIn } from "../workflows/cursors.ts";

/** What the last recount of all figures found. */
export const recountFindings = handle(analyticsContract.operations.recountFindings, async ({ limit, cursor }, ctx) => {
  const rows = await recountStore(ctx.db).page(limit + 1, placeIn(cursor));
  const page = pageFrom(rows, limit, ({ id }) => [Number(id)]);
  const items = page.rows.map(({ id: _, found_at, ...row }) => ({ ...row, found_at: found_at.toISOString() }));
  return { items, next_cursor: page.next_cursor };
});
