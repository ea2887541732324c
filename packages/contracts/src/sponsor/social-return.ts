/**
 * Social return on investment by "A Guide to Social Return on Investment" (The SROI Network, 2012): the impact of each outcome is its
 * quantity × financial proxy × (1 − deadweight) × (1 − displacement) × attribution; it drops off by a share each further year, years
 * are discounted from the first one on, and the present value of all is set against what was invested. Shares are in basis points.
 */
const WHOLE_BPS = 10_000;

/** The numbers of one outcome. */
interface OutcomeValues {
  proxy_minor: number;
  deadweight_bps: number;
  displacement_bps: number;
  attribution_bps: number;
  drop_off_bps: number;
}

/** Everything that is assumed, as numbers. */
export interface ReturnValues {
  discount_bps: number;
  outcomes: readonly OutcomeValues[];
}

/** What was counted of an outcome, and for how many years it lasts. */
export interface OutcomeCount {
  quantity: number;
  years: number;
}

const share = (bps: number) => bps / WHOLE_BPS;

/** An outcome's present value in minor units, not rounded. */
function presentValue({ quantity, years }: OutcomeCount, values: OutcomeValues, discount_bps: number): number {
  const { proxy_minor, deadweight_bps, displacement_bps, attribution_bps, drop_off_bps } = values;
  const impact = quantity * proxy_minor * (1 - share(deadweight_bps)) * (1 - share(displacement_bps)) * share(attribution_bps);
  let value = 0;
  for (let year = 0; year < years; year += 1)
    value += (impact * (1 - share(drop_off_bps)) ** year) / (1 + share(discount_bps)) ** (year + 1);
  return value;
}

/** What all outcomes are worth, and that for each unit that was invested, in basis points: 10,000 is one for one. */
export function socialReturn(counts: readonly OutcomeCount[], values: ReturnValues, invested_minor: number) {
  const value = counts.reduce((sum, count, index) => sum + presentValue(count, values.outcomes[index]!, values.discount_bps), 0);
  return { value_minor: Math.round(value), ratio_bps: Math.round((value * WHOLE_BPS) / invested_minor) };
}
