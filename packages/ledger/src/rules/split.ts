const BPS_TOTAL = 10_000n;

/**
 * Splits `amount` by weights in basis points (which must sum to 10,000) so that the parts sum exactly.
 * Units lost to rounding go one each to the largest remainders; equal remainders go to the earlier part.
 */
export function splitByLargestRemainder(amount: bigint, weights_bps: readonly number[]): bigint[] {
  if (amount < 0n) throw new RangeError("amount must not be negative");
  const weights = weights_bps.map(toWeight);
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  if (total !== BPS_TOTAL) throw new RangeError(`weights must sum to 10000 basis points, not ${total}`);

  const parts = weights.map((weight) => (amount * weight) / BPS_TOTAL);
  const remainders = weights.map((weight) => (amount * weight) % BPS_TOTAL);
  const missing = Number(amount - parts.reduce((sum, part) => sum + part, 0n));
  const byRemainder = parts.map((_, index) => index).sort((a, b) => Number(remainders[b]! - remainders[a]!) || a - b);
  for (const index of byRemainder.slice(0, missing)) parts[index]! += 1n;
  return parts;
}

function toWeight(weight: number): bigint {
  if (!Number.isSafeInteger(weight) || weight < 0) throw new RangeError(`weight must be a whole number of basis points, not ${weight}`);
  return BigInt(weight);
}
