import type { Features, LogisticModel } from "../src/forensics/logistic.ts";

/** One picture's features, and whether it is of the class that the model is to find. */
export interface Sample<Feature extends string> {
  features: Features<Feature>;
  positive: boolean;
}

const iterations = 50;

/** Fits a logistic model to standardised features with an L2 penalty on the weights, by Newton's method. Both classes count alike. */
export function fitLogistic<Feature extends string>(
  version: string,
  samples: ReadonlyArray<Sample<Feature>>,
  penalty: number,
): LogisticModel<Feature> {
  const names = Object.keys(samples[0]!.features) as Feature[];
  const columns = names.map((name) => standardised(samples.map(({ features }) => features[name])));
  const rows = samples.map((_, row) => [...columns.map(({ values }) => values[row]!), 1]);
  const positives = samples.filter(({ positive }) => positive).length;
  const importance = samples.map(({ positive }) => samples.length / 2 / (positive ? positives : samples.length - positives));
  const weights = new Array<number>(names.length + 1).fill(0);
  for (let round = 0; round < iterations; round++) {
    const step = newtonStep(rows, samples, importance, weights, penalty);
    step.forEach((change, n) => {
      weights[n]! += Math.max(-2, Math.min(2, change));
    });
    if (Math.max(...step.map(Math.abs)) < 1e-9) break;
  }
  const features = Object.fromEntries(
    names.map((name, n) => [name, { mean: short(columns[n]!.mean), scale: short(columns[n]!.scale), weight: short(weights[n]!) }]),
  ) as LogisticModel<Feature>["features"];
  return { version, intercept: short(weights.at(-1)!), features };
}

function newtonStep(
  rows: number[][],
  samples: ReadonlyArray<Sample<string>>,
  importance: number[],
  weights: number[],
  penalty: number,
): number[] {
  const size = weights.length;
  const gradient = weights.map((weight, n) => (n < size - 1 ? -penalty * weight : 0));
  const curvature = weights.map((_, n) => weights.map((_, m) => (n === m ? (n < size - 1 ? penalty : 1e-9) : 0)));
  rows.forEach((row, at) => {
    const p = 1 / (1 + Math.exp(-row.reduce((sum, value, n) => sum + value * weights[n]!, 0)));
    const error = ((samples[at]!.positive ? 1 : 0) - p) * importance[at]!;
    const spread = p * (1 - p) * importance[at]!;
    for (let n = 0; n < size; n++) {
      gradient[n]! += error * row[n]!;
      for (let m = 0; m < size; m++) curvature[n]![m]! += spread * row[n]! * row[m]!;
    }
  });
  return solved(curvature, gradient);
}

/** Gauss-Jordan elimination with pivoting. */
function solved(matrix: number[][], right: number[]): number[] {
  const rows = matrix.map((row, n) => [...row, right[n]!]);
  for (let column = 0; column < rows.length; column++) {
    const below = rows.slice(column).map((row) => Math.abs(row[column]!));
    const pivot = column + below.indexOf(Math.max(...below));
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    rows.forEach((row, n) => {
      if (n === column) return;
      const factor = row[column]! / rows[column]![column]!;
      for (let k = column; k < row.length; k++) row[k]! -= factor * rows[column]![k]!;
    });
  }
  return rows.map((row, n) => row.at(-1)! / row[n]!);
}

function standardised(values: number[]): { values: number[]; mean: number; scale: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const scale = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) || 1;
  return { values: values.map((value) => (value - mean) / scale), mean, scale };
}

function short(value: number): number {
  return Number(value.toPrecision(7));
}
