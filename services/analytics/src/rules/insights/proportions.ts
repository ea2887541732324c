import { normalQuantile } from "./normal.ts";

/** How many of a group did something. */
export interface Share {
  did: number;
  of: number;
}

export interface Interval {
  low: number;
  high: number;
}

const logFactorials = [0, 0];
// Tables that are as likely as the observed one differ from it by rounding only.
const SAME = 1 + 1e-7;

function logFactorial(n: number): number {
  for (let next = logFactorials.length; next <= n; next += 1) logFactorials.push(logFactorials[next - 1]! + Math.log(next));
  return logFactorials[n]!;
}

/** Fisher's exact test of two shares, two-sided: the probability of all tables with these margins that are no likelier than this one. */
export function fisherExact(a: Share, b: Share): number {
  const [did, all] = [a.did + b.did, a.of + b.of];
  const logOf = (x: number) =>
    logFactorial(a.of) -
    logFactorial(x) -
    logFactorial(a.of - x) +
    logFactorial(b.of) -
    logFactorial(did - x) -
    logFactorial(b.of - did + x);
  const scale = logFactorial(all) - logFactorial(did) - logFactorial(all - did);
  const observed = Math.exp(logOf(a.did) - scale) * SAME;
  let p = 0;
  for (let x = Math.max(0, did - b.of); x <= Math.min(a.of, did); x += 1) {
    const likely = Math.exp(logOf(x) - scale);
    if (likely <= observed) p += likely;
  }
  return Math.min(1, p);
}

/** Wilson's score interval of a share (1927). */
function wilson({ did, of }: Share, z: number): Interval {
  const share = did / of;
  const middle = share + (z * z) / (2 * of);
  const half = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  const scale = 1 + (z * z) / of;
  return { low: (middle - half) / scale, high: (middle + half) / scale };
}

/** The interval of the difference of two shares: Newcombe's hybrid score method (Statistics in Medicine 17, 1998, method 10). */
export function differenceInterval(a: Share, b: Share, alpha: number): Interval {
  const z = normalQuantile(1 - alpha / 2);
  const [pa, pb] = [a.did / a.of, b.did / b.of];
  const [wa, wb] = [wilson(a, z), wilson(b, z)];
  return {
    low: pa - pb - Math.hypot(pa - wa.low, wb.high - pb),
    high: pa - pb + Math.hypot(wa.high - pa, pb - wb.low),
  };
}

/** P values corrected for how many there are (Holm, Scandinavian Journal of Statistics 6, 1979): they hold whatever depends on what. */
export function holm(values: readonly number[]): number[] {
  const order = values.map((_, index) => index).sort((a, b) => values[a]! - values[b]!);
  const corrected = new Array<number>(values.length);
  let least = 0;
  for (const [rank, index] of order.entries()) {
    least = Math.max(least, Math.min(1, values[index]! * (values.length - rank)));
    corrected[index] = least;
  }
  return corrected;
}

/**
 * How many people of the first group would have had to do otherwise for the difference to be no finding any more: the fragility index
 * (Walsh and others, Journal of Clinical Epidemiology 67, 2014). `alpha` is what a p value must lie under.
 */
export function fragility(a: Share, b: Share, alpha: number): number {
  const towards = a.did / a.of > b.did / b.of ? -1 : 1;
  let [few, many] = [0, Math.abs(Math.round(a.did - (b.did / b.of) * a.of)) + 1];
  while (many - few > 1) {
    const middle = Math.floor((few + many) / 2);
    if (fisherExact({ ...a, did: a.did + towards * middle }, b) < alpha) few = middle;
    else many = middle;
  }
  return many;
}
