import { areaUnderCurve, fitLogistic } from "@oneheart/trust";
import { EMBEDDING_LENGTH, type Head } from "../install/convert.ts";

/** A rendition of a picture as the encoder sees it. */
export interface Embedded {
  readonly generated: boolean;
  /** The generator that made it, or the source that the photograph came from. */
  readonly group: string;
  /** Of length 1. */
  readonly embedding: readonly number[];
}

/** What a head is worth on generators and sources that it has not seen. */
export interface StrictFigures {
  /** By generator, weighted by its pictures: its pictures against each source, both left out of the fit together. */
  readonly auc_strict: number;
  readonly auc_by_generator: Readonly<Record<string, number>>;
  /** The share found of each generator, left out, where the sources (each left out in its turn) are flagged in 1 of 100 cases. */
  readonly found_by_generator: Readonly<Record<string, number>>;
  /** The share flagged of each source, left out, where the other sources are flagged in 1 of 100 cases. */
  readonly flagged_by_source: Readonly<Record<string, number>>;
  /** What each picture scored with its own group left out, in their order. */
  readonly logits: readonly number[];
}

const penalty = 1;
const flaggedShare = 0.01;

/**
 * Fits a linear head: logistic regression with an L2 penalty, both kinds weighing the same, and each group by the root of its size, so that
 * the largest one does not decide alone. Deterministic.
 */
export function fitHead(pictures: readonly Embedded[]): Head {
  const importance = importanceOf(pictures);
  const rows = pictures.map(({ embedding }) => embedding.map((value) => value * EMBEDDING_LENGTH));
  const labels = pictures.map(({ generated }) => generated);
  const { intercept, coefficients } = fitLogistic(rows, labels, { l2: penalty, importance });
  return { weights: coefficients, bias: intercept };
}

/** Leaves out each generator together with each source, and each alone. Fits once for every pair: minutes for a few hundred pictures. */
export function measureStrictly(pictures: readonly Embedded[], onFit: (done: number, of: number) => void = () => {}): StrictFigures {
  const generators = groupsOf(pictures, true);
  const sources = groupsOf(pictures, false);
  const fits = generators.length * sources.length + generators.length + sources.length;
  let done = 0;
  const scores = (out: readonly string[]) => {
    const head = fitHead(pictures.filter(({ group }) => !out.includes(group)));
    done += 1;
    onFit(done, fits);
    return (of: string) => pictures.filter(({ group }) => group === of).map(({ embedding }) => logitOf(head, embedding));
  };

  const auc_by_generator: Record<string, number> = {};
  for (const generator of generators) {
    const parts = sources.map((source) => {
      const scored = scores([generator, source]);
      const [fake, real] = [scored(generator), scored(source)];
      const labels = [...fake.map(() => true), ...real.map(() => false)];
      return { weight: real.length, auc: areaUnderCurve([...fake, ...real], labels) };
    });
    auc_by_generator[generator] = weightedMean(parts.map(({ weight, auc }) => [weight, auc]));
  }
  const alone = new Map([...generators, ...sources].map((group) => [group, scores([group])(group)]));
  const threshold = thresholdOf(sources.flatMap((source) => alone.get(source)!));
  const count = (group: string) => alone.get(group)!.length;
  return {
    auc_strict: weightedMean(generators.map((generator) => [count(generator), auc_by_generator[generator]!])),
    auc_by_generator,
    found_by_generator: Object.fromEntries(generators.map((generator) => [generator, shareFrom(threshold, alone.get(generator)!)])),
    flagged_by_source: Object.fromEntries(sources.map((source) => [source, flaggedOf(source, sources, alone)])),
    logits: inOrder(pictures, alone),
  };
}

function flaggedOf(source: string, sources: readonly string[], alone: ReadonlyMap<string, readonly number[]>): number {
  const others = sources.filter((other) => other !== source);
  return shareFrom(thresholdOf(others.flatMap((other) => alone.get(other)!)), alone.get(source)!);
}

/** The logit that few photographs reach. */
function thresholdOf(real: readonly number[]): number {
  return real.toSorted((a, b) => a - b)[Math.min(real.length - 1, Math.ceil(real.length * (1 - flaggedShare)))]!;
}

function shareFrom(threshold: number, logits: readonly number[]): number {
  return logits.filter((logit) => logit >= threshold).length / logits.length;
}

function inOrder(pictures: readonly Embedded[], alone: ReadonlyMap<string, readonly number[]>): number[] {
  const taken = new Map<string, number>();
  return pictures.map(({ group }) => {
    const at = taken.get(group) ?? 0;
    taken.set(group, at + 1);
    return alone.get(group)![at]!;
  });
}

function logitOf({ weights, bias }: Head, embedding: readonly number[]): number {
  return embedding.reduce((sum, value, at) => sum + value * EMBEDDING_LENGTH * weights[at]!, bias);
}

/** Each kind weighs half of the pictures; within it, each group by the root of its size. */
function importanceOf(pictures: readonly Embedded[]): number[] {
  const sizes = new Map<string, number>();
  for (const { group } of pictures) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  const raw = pictures.map(({ group }) => 1 / Math.sqrt(sizes.get(group)!));
  const total = (generated: boolean) => pictures.reduce((sum, one, at) => sum + (one.generated === generated ? raw[at]! : 0), 0);
  const [fake, real] = [total(true), total(false)];
  return pictures.map(({ generated }, at) => (raw[at]! * pictures.length) / (2 * (generated ? fake : real)));
}

function groupsOf(pictures: readonly Embedded[], generated: boolean): string[] {
  return [...new Set(pictures.filter((one) => one.generated === generated).map(({ group }) => group))].sort();
}

function weightedMean(parts: readonly (readonly [weight: number, value: number])[]): number {
  const weights = parts.reduce((sum, [weight]) => sum + weight, 0);
  return parts.reduce((sum, [weight, value]) => sum + weight * value, 0) / weights;
}
