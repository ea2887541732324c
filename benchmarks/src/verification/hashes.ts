/** Hashes for the search among a million. */
import type { Random } from "@oneheart/simulation";
import { type PdqHash, storedHashes } from "@oneheart/vision";
import { readLuma } from "@oneheart/vision/internals";
import { photographs } from "./photographs.ts";

/** Three of four random, every fourth one of a real photograph's windows with 40 to 128 bits turned. */
export async function manyHashes(count: number, random: Random): Promise<PdqHash[]> {
  const real = await realHashes();
  return Array.from({ length: count }, (_, number) =>
    number % 4 === 0 ? turned(real[number % real.length]!, 40 + Math.floor(random() * 89), random) : randomHash(random),
  );
}

async function realHashes(): Promise<PdqHash[]> {
  const hashes: PdqHash[] = [];
  for (const { path } of await photographs()) hashes.push(...storedHashes(await readLuma(path)).map((window) => window.hash));
  return hashes;
}

function randomHash(random: Random): PdqHash {
  return Uint32Array.from({ length: 8 }, () => Math.floor(random() * 2 ** 32));
}

/** The hash with so many different bits turned. */
export function turned(hash: PdqHash, bits: number, random: Random): PdqHash {
  const out = hash.slice();
  for (const seen = new Set<number>(); seen.size < bits; ) {
    const bit = Math.floor(random() * 256);
    if (seen.has(bit)) continue;
    seen.add(bit);
    out[bit >>> 5]! ^= 1 << (bit & 31);
  }
  return out;
}
