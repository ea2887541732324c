import { analyticsContract } from "@oneheart/contracts";
import { handle, pageFrom } from "@oneheart/kernel";
import { kindsOf } from "../rules/nation/goals.ts";
import { actionsOf } from "../rules/nation/question.ts";
import { entryStore } from "../store/entries.ts";
import { goalStore } from "../store/goals.ts";
import { placeIn } from "../workflows/cursors.ts";
import { atomsIn, daysBetween, toldNation } from "../workflows/nation.ts";
import { requireNear } from "../workflows/require-near.ts";

/** What a government's figure is made of, and no finer. */
export const nationCells = handle(analyticsContract.operations.nationCells, async ({ limit, cursor, from, to, upto, ...asked }, ctx) => {
  requireNear(upto, Number((await entryStore(ctx.db).totals()).position), ctx);
  const told = await toldNation(ctx, upto);
  const { areas_version, goal, goals_version, ...question } = asked;
  const goals = await goalStore(ctx).get();
  // Areas that moved, and goals that kinds serve since, would make another list than the figure's.
  const isOld = (areas_version ?? told.tree.version) !== told.tree.version || (goals_version ?? goals.version) !== goals.version;
  if (isOld) ctx.fail("figure_too_old");
  const range = daysBetween(from, to);
  const kinds = goal === undefined ? undefined : kindsOf(goals.mappings, goal);
  const atoms = range === undefined ? [] : atomsIn(told, { ...question, ...range, kinds });
  const start = placeIn(cursor) ?? 0;
  const rows = atoms.slice(start, start + limit + 1).map((atom, index) => ({ atom, next: start + index + 1 }));
  const page = pageFrom(rows, limit, ({ next }) => [next]);
  const items = page.rows.map(({ atom }) => ({
    from: atom.from,
    to: atom.to,
    zone_id: atom.zone,
    mission_type: atom.kind,
    amount: actionsOf([atom]),
  }));
  return { items, next_cursor: page.next_cursor, sum: actionsOf(atoms) };
});
