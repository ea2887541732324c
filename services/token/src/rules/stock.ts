import { inputWords } from "@oneheart/contracts";
/** How a stock is to change: to a number in place of the one that was seen, or by a difference. */
export interface StockChange {
  quantity?: number;
  quantity_seen?: number;
  quantity_change?: number;
}

const quantity_max = 1_000_000;

/** The stock after a change, or why it cannot be: sales go on while somebody counts. */
export function stockAfter(
  now: number,
  { quantity, quantity_seen, quantity_change }: StockChange,
): number | "stock_changed" | "stock_too_small" {
  if (quantity !== undefined) return quantity_seen === now ? quantity : "stock_changed";
  const after = now + (quantity_change ?? 0);
  return after < 0 ? "stock_too_small" : Math.min(after, quantity_max);
}

/** What is wrong with the fields themselves; undefined when nothing is. */
export function stockProblem({ quantity, quantity_seen, quantity_change }: StockChange): { path: string; message: string } | undefined {
  if (quantity !== undefined && quantity_change !== undefined) return { path: "quantity_change", message: inputWords.quantity_or_change };
  if (quantity !== undefined && quantity_seen === undefined) return { path: "quantity_seen", message: inputWords.quantity_seen };
  return undefined;
}
