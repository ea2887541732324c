/** Adds capped log-odds, in thousandths, and gives P(authentic) as a score of 0 to 100. Nothing at all is 50. */
export function fuse(weights: readonly number[], caps: { signal_max: number; total_max: number }): number {
  const sum = weights.reduce((total, weight) => total + clamp(weight, caps.signal_max), 0);
  return Math.round(100 / (1 + Math.exp(-clamp(sum, caps.total_max) / 1000)));
}

function clamp(value: number, max: number): number {
  return Math.max(-max, Math.min(max, value));
}
