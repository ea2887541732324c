import { requireNumber, TrustError } from "../errors.ts";

/** One reviewer's decision on one item; `label` is a class from 0. */
export interface Vote {
  readonly item: string;
  readonly rater: string;
  readonly label: number;
}

/** What reviewers' decisions say about the items and about each other. */
export interface DawidSkene {
  /** P(class) of each item. */
  readonly items: ReadonlyMap<string, readonly number[]>;
  /** Of each rater, by true class: how likely each label is. */
  readonly raters: ReadonlyMap<string, readonly (readonly number[])[]>;
  /** How common each class is. */
  readonly prevalence: readonly number[];
  readonly iterations: number;
}

/**
 * The truth and every rater's error rates from votes alone, by expectation maximisation (Dawid and Skene, Applied Statistics 28,
 * 1979), starting from majority shares. `known` fixes the class of seeded items. `smoothing` imagined votes for every cell of a
 * confusion matrix keep a rater with few votes from being certain. Deterministic. Throws `empty` and `class_unknown`.
 */
export function dawidSkene(
  votes: readonly Vote[],
  class_count: number,
  { known = new Map<string, number>(), smoothing = 0.5, iterations_max = 100 } = {},
): DawidSkene {
  requireNumber("class_count", class_count, 2);
  if (votes.length === 0) throw new TrustError("empty", "there are no votes");
  for (const label of [...votes.map((vote) => vote.label), ...known.values()])
    if (!Number.isInteger(label) || label < 0 || label >= class_count) throw new TrustError("class_unknown", String(label));
  const byItem = Map.groupBy(votes, ({ item }) => item);
  const byRater = Map.groupBy(votes, ({ rater }) => rater);
  const fix = (item: string, shares: number[]) => {
    const fixed = known.get(item);
    return fixed === undefined ? shares : shares.map((_, label) => (label === fixed ? 1 : 0));
  };

  let items = new Map([...byItem].map(([item, own]) => [item, fix(item, majorityShares(own, class_count))]));
  for (let iterations = 1; ; iterations += 1) {
    const prevalence = normalised(sumRows([...items.values()], class_count).map((sum) => sum + smoothing));
    const raters = new Map([...byRater].map(([rater, own]) => [rater, confusion(own, items, class_count, smoothing)]));
    const next = new Map([...byItem].map(([item, own]) => [item, fix(item, posterior(own, raters, prevalence))]));
    const change = Math.max(...[...next].map(([item, shares]) => Math.abs(shares[0]! - items.get(item)![0]!)));
    items = next;
    if (change < 1e-9 || iterations >= iterations_max) return { items, raters, prevalence, iterations };
  }
}

function majorityShares(votes: readonly Vote[], class_count: number): number[] {
  return Array.from({ length: class_count }, (_, label) => votes.filter((vote) => vote.label === label).length / votes.length);
}

function confusion(votes: readonly Vote[], items: ReadonlyMap<string, number[]>, class_count: number, smoothing: number): number[][] {
  const counts = Array.from({ length: class_count }, () => Array<number>(class_count).fill(smoothing));
  for (const { item, label } of votes)
    items.get(item)!.forEach((share, truth) => {
      counts[truth]![label]! += share;
    });
  return counts.map(normalised);
}

/** In logarithms, as products of many votes underflow. */
function posterior(votes: readonly Vote[], raters: ReadonlyMap<string, number[][]>, prevalence: readonly number[]): number[] {
  const logs = prevalence.map((share, truth) =>
    votes.reduce((sum, { rater, label }) => sum + Math.log(raters.get(rater)![truth]![label]!), Math.log(share)),
  );
  const most = Math.max(...logs);
  return normalised(logs.map((log) => Math.exp(log - most)));
}

function sumRows(rows: readonly (readonly number[])[], width: number): number[] {
  return Array.from({ length: width }, (_, column) => rows.reduce((sum, row) => sum + row[column]!, 0));
}

function normalised(values: readonly number[]): number[] {
  const sum = values.reduce((total, value) => total + value, 0);
  return values.map((value) => value / sum);
}
