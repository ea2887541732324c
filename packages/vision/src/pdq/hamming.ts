import type { PdqHash } from "./hash.ts";

/** How many of the 256 bits differ. */
export function hamming(a: PdqHash, b: PdqHash): number {
  let distance = 0;
  for (let word = 0; word < 8; word += 1) distance += bitsSet(a[word]! ^ b[word]!);
  return distance;
}

/** The number of ones in a 32-bit word (Hacker's Delight, 2nd edition, figure 5-2). */
export function bitsSet(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** 64 hexadecimal digits, highest bit first, as other PDQ software writes them. */
export function hashToHex(hash: PdqHash): string {
  return Array.from(hash, (word) => word.toString(16).padStart(8, "0"))
    .reverse()
    .join("");
}

/** Reads what `hashToHex` writes. Throws a RangeError on anything else. */
export function hashFromHex(hex: string): PdqHash {
  if (!/^[0-9a-f]{64}$/i.test(hex)) throw new RangeError("a PDQ hash is 64 hexadecimal digits");
  return Uint32Array.from({ length: 8 }, (_, word) => Number.parseInt(hex.slice(56 - 8 * word, 64 - 8 * word), 16));
}
