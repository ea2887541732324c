/** A complete subtree: the hash over leaves [index * 2^level, (index + 1) * 2^level). Level 0 holds leaf hashes. */
export interface TreeNode {
  readonly level: number;
  readonly index: number;
}

/** Leaves [start, end) of a tree. */
export interface LeafRange {
  readonly start: number;
  readonly end: number;
}

/** The largest power of two smaller than n, for n >= 2: where RFC 6962, section 2.1 splits a tree. */
export function splitPoint(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/**
 * The complete subtrees that a range of RFC 6962's tree is folded from, left to right.
 * The range must be one that the recursion of section 2.1 meets: its start is a multiple of a power of two at least as long.
 */
export function completeSubtrees(range: LeafRange): TreeNode[] {
  const nodes: TreeNode[] = [];
  let start = range.start;
  while (start < range.end) {
    let width = 1;
    let level = 0;
    while (width * 2 <= range.end - start) {
      width *= 2;
      level += 1;
    }
    nodes.push({ level, index: start / width });
    start += width;
  }
  return nodes;
}
