import { cpus, totalmem } from "node:os";

/** Says what is measured and on what machine. */
export function introduce(title: string, words: string): void {
  const processors = cpus();
  console.log(
    `${title}\n${words}\n${processors.length} × ${processors[0]?.model ?? "unknown processor"}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}\n`,
  );
}

/** The line that ends every benchmark: its figures as one JSON object. */
export function result(figures: Record<string, number>): void {
  console.log(`RESULT ${JSON.stringify(figures)}`);
}

export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/** The nearest-rank percentile. */
export function percentile(values: readonly number[], rank: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((rank / 100) * sorted.length) - 1)] ?? Number.NaN;
}

export function rounded(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}
