import { analyticsContract } from "@oneheart/contracts";
import { decodeCursor, encodeCursor, foreignCursor, handle, isId } from "@oneheart/kernel";
import { type FlowCursor, flowsBetween, listMovements, type Movement } from "@oneheart/ledger";
import { flowFigures } from "../rules/flow-figures.ts";
import { flowStore, sumOf } from "../store/flows.ts";
import { requireNear } from "../workflows/require-near.ts";

/** The movements of a figure of the ledger, under the tree that the figure names. */
export const flowEntries = handle(analyticsContract.operations.flowEntries, async ({ figure, limit, cursor, tree_size }, ctx) => {
  const { parts } = flowFigures[figure];
  const sums = await flowStore(ctx.db).sums();
  requireNear(tree_size, sums.tree_size, ctx);
  const since = await flowsBetween(ctx.db, tree_size, sums.tree_size);
  const rows = await listMovements(ctx.db, parts, { tree_size, before: placeIn(cursor), limit: limit + 1 });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(present),
    next_cursor: rows.length > limit && last !== undefined ? encodeCursor([last.seq.toString(), last.position]) : null,
    sum: Number(sumOf(parts, sums.flows).amount - sumOf(parts, since).amount),
  };
});

function placeIn(cursor: string | undefined): FlowCursor | undefined {
  const place = decodeCursor(cursor, 2);
  if (place === undefined) return undefined;
  const [seq, position] = place;
  if (typeof seq !== "string" || !/^\d{1,18}$/.test(seq) || !Number.isInteger(position)) throw foreignCursor();
  return { seq: BigInt(seq), position: Number(position) };
}

function present({ seq, amount, kind, transaction_id, occurred_at, detail }: Movement) {
  return {
    position: Number(seq),
    amount: Number(amount),
    kind,
    at: occurred_at.toISOString(),
    ledger_id: transaction_id,
    action_id: idIn(detail?.action_id),
    mission_id: idIn(detail?.mission_id),
    zone_id: idIn(detail?.zone_id),
  };
}

function idIn(value: unknown): string | null {
  return isId(value) ? value : null;
}
