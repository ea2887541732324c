const DAY_MS = 86_400_000;
/** With fewer days than a week nobody knows what a usual day is. */
const DAYS_MIN = 7;
/** Eight of ten normally distributed values are within so many standard deviations. */
const EIGHT_OF_TEN = 1.2816;
const ALERT_MONEY_BPS = 9_000;
const ALERT_TIME_BPS = 8_000;

/** A campaign's period and money, and what its past days are like. */
export interface Paced {
  starts_at: Date;
  ends_at: Date;
  spent_minor: number;
  funded_minor: number;
  /** What was spent on the days before today, and the sum of the squares of these days. */
  past_minor: number;
  past_squares: number;
}

export interface Forecast {
  low_minor: number;
  expected_minor: number;
  high_minor: number;
  days: number;
  spent_on: string | null;
}

/** How much of the time has passed, in basis points. */
export function timeShareBps({ starts_at, ends_at }: Pick<Paced, "starts_at" | "ends_at">, now: Date): number {
  const share = (now.getTime() - starts_at.getTime()) / (ends_at.getTime() - starts_at.getTime());
  return Math.round(Math.max(0, Math.min(1, share)) * 10_000);
}

/** Nine tenths of the money went before eight tenths of the time. */
export function isSpentEarly(paced: Paced, now: Date): boolean {
  const { spent_minor, funded_minor } = paced;
  return funded_minor > 0 && spent_minor * 10_000 >= funded_minor * ALERT_MONEY_BPS && timeShareBps(paced, now) < ALERT_TIME_BPS;
}

/**
 * What will have been spent at the end if the days to come are like those that passed. Days are taken as independent draws, so the
 * variance of the sum of n further days after m known ones is s²·n·(1 + n/m). No more is spent than came in.
 */
export function forecastOf(paced: Paced, now: Date): Forecast | null {
  const { starts_at, ends_at, spent_minor, funded_minor, past_minor, past_squares } = paced;
  const days = Math.floor(now.getTime() / DAY_MS) - Math.floor(starts_at.getTime() / DAY_MS);
  const left = (ends_at.getTime() - now.getTime()) / DAY_MS;
  if (days < DAYS_MIN || left <= 0) return null;
  const mean = past_minor / days;
  const variance = Math.max(0, (past_squares - days * mean * mean) / (days - 1));
  const reach = EIGHT_OF_TEN * Math.sqrt(variance * left * (1 + left / days));
  const within = (value: number) => Math.round(Math.max(spent_minor, Math.min(funded_minor, value)));
  const expected = spent_minor + mean * left;
  return {
    low_minor: within(expected - reach),
    expected_minor: within(expected),
    high_minor: within(expected + reach),
    days,
    spent_on: dayOfEnd(paced, mean, left, now),
  };
}

function dayOfEnd({ spent_minor, funded_minor }: Paced, mean: number, left: number, now: Date): string | null {
  const rest = funded_minor - spent_minor;
  if (mean <= 0 || rest > mean * left) return null;
  return new Date(now.getTime() + (rest / mean) * DAY_MS).toISOString().slice(0, 10);
}
