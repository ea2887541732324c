import { seededRandom } from "@oneheart/simulation";

/** Numbers that a seed decides, so that a run that failed can be run again. */
export interface Random {
  /** A whole number from 0 to `end` - 1. */
  below(end: number): number;
  pick<T>(from: readonly T[]): T;
}

export function randomFrom(seed: number): Random {
  const next = seededRandom(seed);
  const below = (end: number) => Math.floor(next() * end);
  return { below, pick: (from) => from[below(from.length)]! };
}
