import type { PdqHash } from "../hash.ts";

/** A hash is cut into 16 keys of 16 bits. */
const keyCount = 16;
const keyValues = 1 << 16;

/** Two hashes at this distance or less have a key in which at most one bit differs (32 bits cannot be spread thinner over 16 keys). */
export const probedDistanceMax = 2 * keyCount - 1;

/** The value of key `position`. */
function keyOf(hash: PdqHash, position: number): number {
  return (hash[position >>> 1]! >>> (16 * (position & 1))) & 0xffff;
}

/** The 16 keys as one number each, `position * 65536 + value`: what an inverted index stores. */
export function storedKeys(hash: PdqHash): number[] {
  return Array.from({ length: keyCount }, (_, position) => position * keyValues + keyOf(hash, position));
}

/**
 * The 272 keys to look up so that every hash at distance 31 or less is found: each key as it is, and with one bit turned.
 * Multi-index hashing: Norouzi, Punjani, Fleet, "Fast Search in Hamming Space with Multi-Index Hashing", CVPR 2012.
 */
export function probedKeys(hash: PdqHash): number[] {
  return storedKeys(hash).flatMap((key) => [key, ...Array.from({ length: 16 }, (_, bit) => key ^ (1 << bit))]);
}
