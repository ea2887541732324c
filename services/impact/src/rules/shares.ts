const BPS_TOTAL = 10_000n;

/** Each amount's share of their sum in basis points, by largest remainder so that they sum to 10,000; all zero when there is nothing. */
export function sharesOf(amounts: readonly bigint[]): number[] {
  const sum = amounts.reduce((total, amount) => total + amount, 0n);
  if (sum === 0n) return amounts.map(() => 0);
  const shares = amounts.map((amount) => (amount * BPS_TOTAL) / sum);
  const missing = Number(BPS_TOTAL - shares.reduce((total, share) => total + share, 0n));
  const remainder = (index: number) => (amounts[index]! * BPS_TOTAL) % sum;
  const byRemainder = amounts
    .map((_, index) => index)
    .sort((a, b) => (remainder(a) < remainder(b) ? 1 : remainder(a) > remainder(b) ? -1 : a - b));
  for (const index of byRemainder.slice(0, missing)) shares[index]! += 1n;
  return shares.map(Number);
}
