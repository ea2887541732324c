/** Steps of the example luma table (ITU-T T.81, table K.1) for the first AC frequencies in zigzag order. */
const base = [11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40];

/** Qualities that an earlier compression is tried with. Better ones have steps of 1 and leave no trace. */
export const qualities: readonly number[] = Array.from({ length: 57 }, (_, n) => 40 + n);

/** The same table at a quality of the Independent JPEG Group's scale, 1 to 100. */
export function standardSteps(quality: number): number[] {
  const percent = quality < 50 ? 5000 / quality : 200 - 2 * quality;
  return base.map((step) => Math.min(255, Math.max(1, Math.floor((step * percent + 50) / 100))));
}
