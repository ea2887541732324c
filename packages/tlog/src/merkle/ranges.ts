import { isCount } from "../decimal.ts";
import { TlogError } from "../errors.ts";
import { type LeafRange, splitPoint } from "./subtree.ts";

/**
 * The ranges whose hashes make up PATH(index, D[size]), leaf's sibling first (RFC 6962, section 2.1.1).
 * Refuses an index outside the tree (`tree_range`).
 */
export function inclusionRanges(index: number, size: number): LeafRange[] {
  if (!isCount(index) || !isCount(size) || index >= size) throw new TlogError("tree_range", `leaf ${index} in a tree of ${size}`);
  const path: LeafRange[] = [];
  let start = 0;
  let end = size;
  while (end - start > 1) {
    const middle = start + splitPoint(end - start);
    const left = { start, end: middle };
    const right = { start: middle, end };
    path.push(index < middle ? right : left);
    if (index < middle) end = middle;
    else start = middle;
  }
  return path.reverse();
}

/**
 * The ranges whose hashes make up PROOF(oldSize, D[size]) (RFC 6962, section 2.1.2). Empty when the sizes are equal,
 * and when oldSize is 0, since every tree continues the empty one (C2SP tlog-witness).
 * Refuses sizes out of order (`tree_range`).
 */
export function consistencyRanges(oldSize: number, size: number): LeafRange[] {
  if (!isCount(oldSize) || !isCount(size) || oldSize > size) throw new TlogError("tree_range", `tree of ${oldSize} in a tree of ${size}`);
  if (oldSize === 0 || oldSize === size) return [];
  const path: LeafRange[] = [];
  let start = 0;
  let end = size;
  while (oldSize < end) {
    const middle = start + splitPoint(end - start);
    const left = { start, end: middle };
    const right = { start: middle, end };
    path.push(oldSize <= middle ? right : left);
    if (oldSize <= middle) end = middle;
    else start = middle;
  }
  // The verifier already holds the old root, which is this subtree's hash when it starts at 0.
  if (start > 0) path.push({ start, end });
  return path.reverse();
}
