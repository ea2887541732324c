import { requireNumber, requireSameLength, TrustError } from "../errors.ts";

/** A map that never falls: through the points (x[i], y[i]) by straight lines, level beyond the ends. x strictly ascends. */
export interface IsotonicMap {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** One level stretch of an isotonic fit: x from `from` to `to`, the mean there, and how much of the data it holds. */
export interface IsotonicBlock {
  readonly from: number;
  readonly to: number;
  readonly mean: number;
  readonly weight: number;
}

/**
 * Least-squares isotonic regression by pooling adjacent violators (Ayer et al., Annals of Mathematical Statistics 26, 1955).
 * `x` and `y` are of length n; equal x are pooled first; `importance` is 1 unless given. O(n log n), deterministic.
 * Throws `empty`, `length_mismatch` and `number_invalid`.
 */
export function poolAdjacentViolators(x: readonly number[], y: readonly number[], importance?: readonly number[]): IsotonicBlock[] {
  requireSameLength("x and y", x, y);
  if (importance) requireSameLength("x and importance", x, importance);
  if (x.length === 0) throw new TrustError("empty", "there is nothing to fit");
  const order = x.map((_, index) => index).sort((a, b) => x[a]! - x[b]! || a - b);
  const blocks: IsotonicBlock[] = [];
  for (const index of order) {
    const weight = importance?.[index] ?? 1;
    requireNumber("x", x[index]!);
    requireNumber("y", y[index]!);
    requireNumber("importance", weight, 0);
    if (weight === 0) continue;
    let block: IsotonicBlock = { from: x[index]!, to: x[index]!, mean: y[index]!, weight };
    for (let last = blocks.at(-1); last !== undefined && last.to === block.from; last = blocks.at(-1)) block = pooled(blocks.pop()!, block);
    blocks.push(block);
  }
  if (blocks.length === 0) throw new TrustError("empty", "everything has the importance 0");
  return monotone(blocks);
}

/**
 * An isotonic map of scores to probabilities. Each block of the fit becomes a point at either of its ends. Means are drawn towards
 * one half by half a case each way, so that no block, however small, is certain.
 */
export function fitIsotonic(scores: readonly number[], labels: readonly boolean[], importance?: readonly number[]): IsotonicMap {
  requireSameLength("scores and labels", scores, labels);
  const blocks = poolAdjacentViolators(
    scores,
    labels.map((label) => (label ? 1 : 0)),
    importance,
  );
  const softened = monotone(blocks.map((block) => ({ ...block, mean: (block.mean * block.weight + 0.5) / (block.weight + 1) })));
  const points = softened.flatMap(({ from, to, mean }) => (from === to ? [{ x: from, y: mean }] : [from, to].map((x) => ({ x, y: mean }))));
  return { x: points.map(({ x }) => x), y: points.map(({ y }) => y) };
}

/** Where a map takes a value. */
export function applyIsotonic({ x, y }: IsotonicMap, value: number): number {
  if (value <= x[0]!) return y[0]!;
  if (value >= x.at(-1)!) return y.at(-1)!;
  let low = 0;
  let high = x.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (x[middle]! <= value) low = middle;
    else high = middle;
  }
  return y[low]! + ((y[high]! - y[low]!) * (value - x[low]!)) / (x[high]! - x[low]!);
}

function monotone(blocks: readonly IsotonicBlock[]): IsotonicBlock[] {
  const stack: IsotonicBlock[] = [];
  for (let block of blocks) {
    while (stack.length > 0 && stack.at(-1)!.mean >= block.mean) block = pooled(stack.pop()!, block);
    stack.push(block);
  }
  return stack;
}

function pooled(one: IsotonicBlock, other: IsotonicBlock): IsotonicBlock {
  const weight = one.weight + other.weight;
  return { from: one.from, to: other.to, weight, mean: (one.mean * one.weight + other.mean * other.weight) / weight };
}
