/** A campaign's rate: so many tokens for so many minor units. */
export interface Rate {
  rate_tokens: bigint;
  rate_minor: bigint;
}

/** What tokens cost, rounded up to a minor unit, so that a token is never given for nothing. */
export function costOf(tokens: bigint, { rate_tokens, rate_minor }: Rate): bigint {
  return (tokens * rate_minor + rate_tokens - 1n) / rate_tokens;
}

/** The most tokens whose cost is at most `amount_minor`. */
export function tokensFor(amount_minor: bigint, { rate_tokens, rate_minor }: Rate): bigint {
  return amount_minor <= 0n ? 0n : (amount_minor * rate_tokens) / rate_minor;
}

/** True where a token would cost less than one minor unit, or the budget buys none. */
export function roundsToNothing(budget_minor: bigint, rate: Rate): boolean {
  return rate.rate_minor < rate.rate_tokens || tokensFor(budget_minor, rate) === 0n;
}
