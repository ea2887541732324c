import { analyticsContract } from "@oneheart/contracts";
import { handle, pageFrom } from "@oneheart/kernel";
import { actionsIn } from "../rules/nation-cells.ts";
import { entryStore } from "../store/entries.ts";
import { placeIn } from "../workflows/cursors.ts";
import { atomsOf, zoneOf } from "../workflows/nation.ts";
import { requireNear } from "../workflows/require-near.ts";

/** What a government's figure is made of, and no finer. */
export const nationCells = handle(analyticsContract.operations.nationCells, async ({ limit, cursor, ...question }, ctx) => {
  requireNear(question.upto, Number((await entryStore(ctx.db).totals()).position), ctx);
  const atoms = await atomsOf(ctx, question);
  const start = placeIn(cursor) ?? 0;
  const rows = atoms.slice(start, start + limit + 1).map((atom, index) => ({ atom, next: start + index + 1 }));
  const page = pageFrom(rows, limit, ({ next }) => [next]);
  const items = page.rows.map(({ atom }) => ({
    from: atom.from,
    to: atom.to,
    zone_id: zoneOf(atom) === "none" ? null : zoneOf(atom),
    mission_type: atom.kind,
    amount: actionsIn([atom]),
  }));
  return { items, next_cursor: page.next_cursor, sum: actionsIn(atoms) };
});
