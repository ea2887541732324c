import { WHOLE_PARTS } from "@oneheart/contracts";

/**
 * Splits a whole number by weights so that the parts sum exactly: units lost to rounding go one each to the largest remainders, of equal
 * ones to the earlier part. Weights of nothing at all are an error of the caller.
 */
export function splitByWeights(amount: bigint, weights: readonly bigint[]): bigint[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  if (total <= 0n) throw new RangeError("weights must come to more than nothing");
  const parts = weights.map((weight) => (amount * weight) / total);
  const remainders = weights.map((weight) => (amount * weight) % total);
  const missing = Number(amount - parts.reduce((sum, part) => sum + part, 0n));
  const byRemainder = parts.map((_, index) => index).sort((a, b) => compare(remainders[b]!, remainders[a]!) || a - b);
  for (const index of byRemainder.slice(0, missing)) parts[index]! += 1n;
  return parts;
}

/** Parts of the whole by weights. */
export function partsByWeights(weights: readonly bigint[]): number[] {
  return splitByWeights(BigInt(WHOLE_PARTS), weights).map(Number);
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
