import { createHash } from "node:crypto";

/** Other orders that chance might have given; with the one that it gave they are a thousand. */
const REPEATS = 999;
const MISSED_SHARE = 0.05;
const HASH_WORDS = 8;

/** What was counted in a zone: first in the window before the start, then in one window after the other, as long as a group starts each. */
export interface ZoneCounts {
  group: number;
  before: number;
  after: readonly number[];
}

/** What the money changed in a zone and window, and between what it may be: with 95 % confidence. */
export interface Effect {
  effect: number;
  low: number;
  high: number;
}

/**
 * Difference in differences for a start in random order: in each window, how much more the zones that had started rose above their own
 * window before than those that had not; the mean over windows in which there are both. The interval has every constant effect that a
 * randomisation test does not reject: what is counted less that effect is compared with what the other orders would have shown
 * (Rosenbaum 2002, §2.4; for staggered starts Roth and Sant'Anna 2023). It holds whatever the counts are distributed like.
 * `seed` decides which other orders are looked at. Undefined without a window of both, or where so few orders show nothing.
 */
export function measuredEffect(zones: readonly ZoneCounts[], seed: string, repeats = REPEATS): Effect | undefined {
  const last = Math.max(...zones.map(({ group }) => group));
  const windows = Math.min(last, ...zones.map(({ after }) => after.length));
  if (windows < 1) return undefined;
  const groups = zones.map(({ group }) => group);
  const rises = zones.map(({ before, after }) => after.slice(0, windows).map((count) => count - before));
  const started = groups.map((group) => Array.from({ length: windows }, (_, window) => (group <= window ? 1 : 0)));
  const effect = contrast(rises, groups, windows);
  const lows: number[] = [Number.NEGATIVE_INFINITY];
  const highs: number[] = [Number.POSITIVE_INFINITY];
  for (const order of shuffles(groups, seed, repeats)) {
    const [low, high] = notRejectedBy(effect, contrast(rises, order, windows), contrast(started, order, windows));
    lows.push(low);
    highs.push(high);
  }
  const at = Math.floor(MISSED_SHARE * lows.length);
  const low = lows.sort((a, b) => a - b)[at]!;
  const high = highs.sort((a, b) => b - a)[at]!;
  return Number.isFinite(low) && Number.isFinite(high) ? { effect, low, high } : undefined;
}

/** Those that had started against those that had not, window by window, and the mean of that. */
function contrast(values: ReadonlyArray<readonly number[]>, groups: readonly number[], windows: number): number {
  let sum = 0;
  for (let window = 0; window < windows; window += 1) {
    let [with_, without, many] = [0, 0, 0];
    for (let zone = 0; zone < groups.length; zone += 1) {
      const value = values[zone]![window]!;
      if (groups[zone]! <= window) {
        with_ += value;
        many += 1;
      } else without += value;
    }
    sum += with_ / many - without / (groups.length - many);
  }
  return sum / windows;
}

/**
 * For which constant effects this order would show as much as the real one: |a − τb| ≥ |effect − τ|, where `a` is what it shows of what
 * was counted and `b`, between −1 and 1, how much of the real order is in it. That is the interval between two roots, and the effect is
 * in it.
 */
function notRejectedBy(effect: number, a: number, b: number): [low: number, high: number] {
  const near = Math.abs(1 - b) < 1e-12 ? undefined : (effect - a) / (1 - b);
  const far = Math.abs(1 + b) < 1e-12 ? undefined : (effect + a) / (1 + b);
  const roots = [near, far].filter((root) => root !== undefined);
  const low = Math.min(...roots, effect);
  const high = Math.max(...roots, effect);
  if (roots.length === 2) return [low, high];
  // One root: the order is the real one, or its mirror, and shows as much on the whole other side.
  return [low < effect ? low : Number.NEGATIVE_INFINITY, high > effect ? high : Number.POSITIVE_INFINITY];
}

/** Other orders of the same groups: Fisher and Yates, with the words of SHA-256 over the seed and a count. */
function* shuffles(groups: readonly number[], seed: string, repeats: number): Generator<number[]> {
  let words: number[] = [];
  let count = 0;
  const below = (end: number) => {
    if (words.length === 0) {
      const digest = createHash("sha256").update(`${seed}\n${count++}`).digest();
      words = Array.from({ length: HASH_WORDS }, (_, index) => digest.readUInt32BE(index * 4));
    }
    return words.pop()! % end;
  };
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    const order = [...groups];
    for (let index = order.length - 1; index > 0; index -= 1) {
      const other = below(index + 1);
      [order[index], order[other]] = [order[other]!, order[index]!];
    }
    yield order;
  }
}
