import type { PdqHash } from "./hash.ts";

/** How many of the 256 bits differ. */
export function hamming(a: PdqHash, b: PdqHash): number {
  let distance = 0;
  for (let word = 0; word < 8; word += 1) distance += bitsSet(a[word]! ^ b[word]!);
  return distance;
}

/** The number of ones in a 32-bit word (Hacker's Delight, 2nd edition, figure 5-2). */
function bitsSet(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
