/** Basis points of the factor 1: it leaves a value as it is. */
export const ONE_BPS = 10_000;

/** n / d to the nearest whole number, halves up. For n ≥ 0 and d > 0. */
export function roundHalfUp(n: bigint, d: bigint): bigint {
  return (2n * n + d) / (2n * d);
}

/** `value` × `bps` / 10,000, halves up. */
export function scaleByBps(value: number, bps: number): number {
  return Number(roundHalfUp(BigInt(value) * BigInt(bps), BigInt(ONE_BPS)));
}

/** `value` within the bounds; the upper one decides when they cross. */
export function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
