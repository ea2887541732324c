import type { Drill, Figure, FigureUnit } from "@oneheart/contracts";

/** What a figure says beside its value. */
export interface Counted {
  unit: FigureUnit;
  as_of: Date;
  /** Lines of its drill. */
  count: number;
  drill: Drill;
  from?: string;
  to?: string;
}

/** A figure that rests on entries of the ledger, all of them under a tree of this size as soon as they are sealed. */
export function ledgerFigure(value: number, tree_size: number, { unit, as_of, count, drill, from, to }: Counted): Figure {
  return { value, unit, as_of: as_of.toISOString(), basis: { kind: "ledger", tree_size, count, from, to }, drill };
}

/** A figure of what the product counted, and nobody outside can check. */
export function eventFigure(value: number, { unit, as_of, count, drill, from, to }: Counted): Figure {
  return { value, unit, as_of: as_of.toISOString(), basis: { kind: "events", count, from, to }, drill };
}

/** One number against another in basis points, rounded half up; nothing of nothing is nothing. */
export function shareBps(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part * 10_000) / whole);
}
