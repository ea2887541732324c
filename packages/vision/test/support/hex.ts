import type { PdqHash } from "../../src/index.ts";

/** 64 hexadecimal digits, highest bit first, as other PDQ software writes them. */
export function hashToHex(hash: PdqHash): string {
  return Array.from(hash, (word) => word.toString(16).padStart(8, "0"))
    .reverse()
    .join("");
}

/** Reads what `hashToHex` writes. */
export function hashFromHex(hex: string): PdqHash {
  return Uint32Array.from({ length: 8 }, (_, word) => Number.parseInt(hex.slice(56 - 8 * word, 64 - 8 * word), 16));
}
