import { requireNumber, requireSameLength, TrustError } from "../errors.ts";
import { solvePositiveDefinite } from "./cholesky.ts";

/** What is fitted: P(y = 1) = sigmoid(intercept + coefficients · x). */
export interface LogisticModel {
  readonly intercept: number;
  readonly coefficients: readonly number[];
}

/** How to fit. */
export interface LogisticOptions {
  /** The strength of the Gaussian prior on the coefficients, ½·l2·(β − prior)²; the intercept has none. */
  readonly l2: number;
  /** What the coefficients are drawn to, 0 unless given. */
  readonly prior?: readonly number[];
  /** How much each row counts, 1 unless given; 0 leaves a row out. */
  readonly importance?: readonly number[];
  /** Coefficients that would come out negative are 0 instead. */
  readonly nonNegative?: boolean;
}

const roundsMax = 100;

/**
 * Logistic regression with an L2 penalty by Newton's method, also called iteratively reweighted least squares (Hastie, Tibshirani,
 * Friedman, The Elements of Statistical Learning, 4.4.1), with step halving. `rows` is n × k, `labels` n. Deterministic.
 * Throws `empty`, `length_mismatch` and `number_invalid`.
 */
export function fitLogistic(rows: readonly (readonly number[])[], labels: readonly boolean[], options: LogisticOptions): LogisticModel {
  const width = checkedWidth(rows, labels, options);
  let active = Array.from({ length: width }, (_, index) => index);
  for (;;) {
    const beta = newton(rows, labels, options, active);
    const negative = options.nonNegative ? active.filter((_, at) => beta[at + 1]! < 0) : [];
    if (negative.length === 0) return spread(beta, active, width);
    active = active.filter((index) => !negative.includes(index));
  }
}

/** The probability of log-odds. */
export function sigmoid(log_odds: number): number {
  return 1 / (1 + Math.exp(-log_odds));
}

/** The log-odds of a probability strictly between 0 and 1. */
export function logit(probability: number): number {
  return Math.log(probability / (1 - probability));
}

function checkedWidth(rows: readonly (readonly number[])[], labels: readonly boolean[], options: LogisticOptions): number {
  if (rows.length === 0) throw new TrustError("empty", "there are no rows");
  requireSameLength("rows and labels", rows, labels);
  requireNumber("l2", options.l2, 0);
  const width = rows[0]!.length;
  if (options.prior) requireSameLength("columns and prior", rows[0]!, options.prior);
  if (options.importance) requireSameLength("rows and importance", rows, options.importance);
  options.importance?.forEach((value) => {
    requireNumber("importance", value, 0);
  });
  for (const row of rows) {
    requireSameLength("columns", rows[0]!, row);
    for (const value of row) requireNumber("a feature", value);
  }
  return width;
}

function newton(
  rows: readonly (readonly number[])[],
  labels: readonly boolean[],
  options: LogisticOptions,
  active: readonly number[],
): Float64Array {
  const k = active.length + 1;
  const beta = new Float64Array(k);
  active.forEach((column, at) => {
    beta[at + 1] = options.prior?.[column] ?? 0;
  });
  let loss = lossAt(rows, labels, options, active, beta);
  for (let round = 0; round < roundsMax; round += 1) {
    const { gradient, hessian } = derivatives(rows, labels, options, active, beta);
    const step = solvePositiveDefinite(hessian, gradient);
    if (step === undefined) return beta;
    let scale = 1;
    let next = moved(beta, step, scale);
    let nextLoss = lossAt(rows, labels, options, active, next);
    for (; nextLoss > loss && scale > 1e-8; nextLoss = lossAt(rows, labels, options, active, next)) {
      scale /= 2;
      next = moved(beta, step, scale);
    }
    if (nextLoss > loss) return beta;
    beta.set(next);
    const settled = loss - nextLoss <= 1e-10 * (Math.abs(loss) + 1e-10);
    loss = nextLoss;
    if (settled) return beta;
  }
  return beta;
}

function moved(beta: Float64Array, step: Float64Array, scale: number): Float64Array {
  return beta.map((value, at) => value - scale * step[at]!);
}

/** The penalised negative log-likelihood. */
function lossAt(
  rows: readonly (readonly number[])[],
  labels: readonly boolean[],
  options: LogisticOptions,
  active: readonly number[],
  beta: Float64Array,
): number {
  let loss = 0;
  for (let index = 0; index < rows.length; index += 1) {
    const z = linear(rows[index]!, active, beta);
    const signed = labels[index] ? -z : z;
    loss += (options.importance?.[index] ?? 1) * (Math.max(0, signed) + Math.log1p(Math.exp(-Math.abs(signed))));
  }
  active.forEach((column, at) => {
    loss += 0.5 * options.l2 * (beta[at + 1]! - (options.prior?.[column] ?? 0)) ** 2;
  });
  return loss;
}

function derivatives(
  rows: readonly (readonly number[])[],
  labels: readonly boolean[],
  options: LogisticOptions,
  active: readonly number[],
  beta: Float64Array,
): { gradient: Float64Array; hessian: Float64Array } {
  const k = beta.length;
  const gradient = new Float64Array(k);
  const hessian = new Float64Array(k * k);
  const x = new Float64Array(k);
  x[0] = 1;
  for (let index = 0; index < rows.length; index += 1) {
    const importance = options.importance?.[index] ?? 1;
    const p = sigmoid(linear(rows[index]!, active, beta));
    for (let at = 1; at < k; at += 1) x[at] = rows[index]![active[at - 1]!]!;
    const miss = importance * (p - (labels[index] ? 1 : 0));
    const curve = importance * p * (1 - p);
    for (let one = 0; one < k; one += 1) {
      gradient[one]! += miss * x[one]!;
      for (let other = 0; other <= one; other += 1) hessian[one * k + other]! += curve * x[one]! * x[other]!;
    }
  }
  active.forEach((column, at) => {
    gradient[at + 1]! += options.l2 * (beta[at + 1]! - (options.prior?.[column] ?? 0));
    hessian[(at + 1) * k + at + 1]! += options.l2;
  });
  // Labels that are all alike, or columns that repeat each other, would leave it singular.
  for (let at = 0; at < k; at += 1) hessian[at * k + at]! += 1e-9;
  return { gradient, hessian };
}

function linear(row: readonly number[], active: readonly number[], beta: Float64Array): number {
  let sum = beta[0]!;
  for (let at = 0; at < active.length; at += 1) sum += beta[at + 1]! * row[active[at]!]!;
  return sum;
}

function spread(beta: Float64Array, active: readonly number[], width: number): LogisticModel {
  const coefficients = Array<number>(width).fill(0);
  active.forEach((column, at) => {
    coefficients[column] = beta[at + 1]!;
  });
  return { intercept: beta[0]!, coefficients };
}
