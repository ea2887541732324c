const BPS_TOTAL = 10_000n;

/**
 * Splits `amount` by weights so that the parts sum exactly. Units lost to rounding go one each to the largest remainders; equal
 * remainders go to the earlier part. Throws `RangeError` for weights that come to nothing.
 */
export function splitByWeights(amount: bigint, weights: readonly bigint[]): bigint[] {
  const total = sumOf(weights);
  if (total <= 0n) throw new RangeError("weights must come to more than nothing");
  const parts = weights.map((weight) => (amount * weight) / total);
  const remainders = weights.map((weight) => (amount * weight) % total);
  const missing = Number(amount - sumOf(parts));
  const byRemainder = parts.map((_, index) => index).sort((a, b) => compare(remainders[b]!, remainders[a]!) || a - b);
  for (const index of byRemainder.slice(0, missing)) parts[index]! += 1n;
  return parts;
}

/** The same by weights in basis points, which must sum to 10,000. */
export function splitByLargestRemainder(amount: bigint, weights_bps: readonly number[]): bigint[] {
  if (amount < 0n) throw new RangeError("amount must not be negative");
  const weights = weights_bps.map(toWeight);
  const total = sumOf(weights);
  if (total !== BPS_TOTAL) throw new RangeError(`weights must sum to 10000 basis points, not ${total}`);
  return splitByWeights(amount, weights);
}

function sumOf(values: readonly bigint[]): bigint {
  return values.reduce((sum, value) => sum + value, 0n);
}

/** Differences of large numbers do not fit into a number. */
function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function toWeight(weight: number): bigint {
  if (!Number.isSafeInteger(weight) || weight < 0) throw new RangeError(`weight must be a whole number of basis points, not ${weight}`);
  return BigInt(weight);
}
