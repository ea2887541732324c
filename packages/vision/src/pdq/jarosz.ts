/** Sparse weights that turn a line of `length` pixels into `size` samples: sample `s` starts at `starts[s]` and has `taps` weights. */
export interface Resampling {
  readonly starts: Int32Array;
  readonly weights: Float32Array;
  readonly taps: number;
}

/** Side of the shrunken image that is transformed. */
export const sampledSide = 64;

const known = new Map<number, Resampling>();
const knownMax = 4096;

/**
 * The Jarosz filter of PDQ (a box filter run twice) together with the decimation to 64 samples, for a line of `length` pixels.
 * The filter is linear, so only the 64 outputs that are kept need computing: 8 times less work, the same result.
 */
export function jaroszResampling(length: number): Resampling {
  const cached = known.get(length);
  if (cached !== undefined) return cached;
  const made = makeResampling(length);
  if (known.size >= knownMax) known.clear();
  known.set(length, made);
  return made;
}

function makeResampling(length: number): Resampling {
  const window = Math.floor((length + 2 * sampledSide - 1) / (2 * sampledSide));
  const before = window - Math.floor((window + 2) / 2);
  const after = Math.floor((window + 2) / 2) - 1;
  const taps = Math.min(length, 2 * (before + after) + 1);
  const starts = new Int32Array(sampledSide);
  const weights = new Float32Array(sampledSide * taps);
  for (let sample = 0; sample < sampledSide; sample += 1) {
    const centre = Math.floor(((sample + 0.5) * length) / sampledSide);
    const start = Math.max(0, Math.min(length - taps, centre - 2 * before));
    starts[sample] = start;
    for (const middle of range(centre - before, centre + after, length)) {
      const outer = weightOf(centre, before, after, length);
      const inner = weightOf(middle, before, after, length);
      for (const at of range(middle - before, middle + after, length)) weights[sample * taps + at - start]! += outer * inner;
    }
  }
  return { starts, weights, taps };
}

/** At the borders the box holds fewer pixels, and its mean is over those. */
function weightOf(centre: number, before: number, after: number, length: number): number {
  return 1 / (Math.min(length - 1, centre + after) - Math.max(0, centre - before) + 1);
}

function* range(from: number, to: number, length: number): Iterable<number> {
  for (let at = Math.max(0, from); at <= Math.min(length - 1, to); at += 1) yield at;
}
