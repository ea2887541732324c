import type { PdqHash } from "../hash.ts";
import { probedDistanceMax, probedKeys } from "./keys.ts";

/** A condition in SQL and its parameters. The table has the columns `pdq bit(256)` and `pdq_keys integer[]`, its 16 keys. */
export interface SqlPart {
  readonly text: string;
  readonly values: readonly unknown[];
}

/**
 * Every hash at `distanceMax` (31 at most) or less, through the index. Parameters are numbered from `first`. The keys hide in a
 * sub-select: a planner that sees all 272 expects most of the table, and reads all of it instead.
 */
export function withinProbedDistance(hash: PdqHash, distanceMax: number, first = 1): SqlPart {
  if (distanceMax > probedDistanceMax) throw new RangeError(`the index is exact up to ${probedDistanceMax}, not to ${distanceMax}`);
  const near = withinDistance(hash, distanceMax, first + 1);
  return { text: `pdq_keys && (SELECT $${first}::integer[]) AND ${near.text}`, values: [probedKeys(hash), ...near.values] };
}

/** Every hash at `distanceMax` or less among the rows that other conditions leave: each of them is compared. */
export function withinDistance(hash: PdqHash, distanceMax: number, first = 1): SqlPart {
  return { text: `${distanceSql(first)} <= $${first + 1}`, values: [hashBits(hash), distanceMax] };
}

/** The distance of a row's hash to the parameter `$<position>`, which is `hashBits`. */
export function distanceSql(position: number): string {
  return `bit_count(pdq # $${position}::bit(256))`;
}

/** 256 zeros and ones, highest bit first: what goes into the column `pdq`. */
export function hashBits(hash: PdqHash): string {
  return Array.from(hash, (word) => word.toString(2).padStart(32, "0"))
    .reverse()
    .join("");
}

/** Reads what `hashBits` writes, and PostgreSQL gives back. Throws a RangeError on anything else. */
export function hashFromBits(bits: string): PdqHash {
  if (!/^[01]{256}$/.test(bits)) throw new RangeError("a PDQ hash is 256 bits");
  return Uint32Array.from({ length: 8 }, (_, word) => Number.parseInt(bits.slice(224 - 32 * word, 256 - 32 * word), 2));
}
