import { analyticsContract } from "@oneheart/contracts";
import { handle, pageFrom } from "@oneheart/kernel";
import { actionFigures } from "../rules/action-figures.ts";
import { entryStore } from "../store/entries.ts";
import { placeIn } from "../workflows/cursors.ts";
import { requireNear } from "../workflows/require-near.ts";

/** The entries of a figure of verified actions: each with its transaction in the ledger, which has the receipt. */
export const actionEntries = handle(analyticsContract.operations.actionEntries, async ({ figure, limit, cursor, upto, from, to }, ctx) => {
  const { measure } = actionFigures[figure];
  const store = entryStore(ctx.db);
  requireNear(upto, Number((await store.totals()).position), ctx);
  const range = { upto, from, to };
  const rows = await store.lines(measure, range, placeIn(cursor), limit + 1);
  const page = pageFrom(rows, limit, ({ position }) => [Number(position)]);
  const items = page.rows.map((row) => ({ ...row, position: Number(row.position), at: row.at.toISOString() }));
  return { items, next_cursor: page.next_cursor, sum: await store.sum(measure, range) };
});
