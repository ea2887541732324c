/** How fast a hash is found among a million, and whether none is missed. */
import { type Random, seededRandom } from "@oneheart/trust/simulation";
import { HashIndex, hamming, type PdqHash, readLuma, reviewDistanceMax, sameDistanceMax, storedHashes } from "@oneheart/vision";
import { median, percentile, rounded } from "../report.ts";
import { photographs } from "./photographs.ts";

/** The figures of the index in memory. */
export interface IndexFigures {
  readonly hashes: number;
  readonly index_p50_ms: number;
  readonly index_p95_ms: number;
  /** Share of stored hashes at 31 or less that were found. */
  readonly index_recall: number;
  /** Comparing with all of them, at the review threshold. */
  readonly scan_p50_ms: number;
  readonly bytes: number;
  readonly added_per_s: number;
}

/** Fills an index with a million hashes and asks for one at a distance of 0 to 31. */
export async function measureIndex(count = 1_000_000, queries = 2000): Promise<IndexFigures> {
  const random = seededRandom(31);
  const hashes = await manyHashes(count, random);
  const index = new HashIndex(count);
  const start = performance.now();
  for (const hash of hashes) index.add(hash);
  const added_per_s = Math.round(count / ((performance.now() - start) / 1000));
  for (let warm = 0; warm < 200; warm += 1) index.query(hashes[warm]!, sameDistanceMax);
  const probes = measureProbes(index, hashes, queries, random);
  return {
    hashes: index.size,
    index_p50_ms: rounded(median(probes.times), 3),
    index_p95_ms: rounded(percentile(probes.times, 95), 3),
    index_recall: probes.recall,
    scan_p50_ms: rounded(median(measureScans(index, hashes, random)), 1),
    bytes: index.bytes,
    added_per_s,
  };
}

/** Asks for hashes of which the index holds one at a distance of 0 to 31, and checks every twentieth answer against all hashes. */
function measureProbes(index: HashIndex, hashes: readonly PdqHash[], queries: number, random: Random) {
  const times: number[] = [];
  let [there, found] = [0, 0];
  for (let number = 0; number < queries; number += 1) {
    const entry = Math.floor(random() * hashes.length);
    const query = turned(hashes[entry]!, number % (sameDistanceMax + 1), random);
    const start = performance.now();
    const matches = index.query(query, sameDistanceMax);
    times.push(performance.now() - start);
    const expected = number % 20 === 0 ? within(hashes, query) : [entry];
    const entries = new Set(matches.map((match) => match.entry));
    there += expected.length;
    found += expected.filter((one) => entries.has(one)).length;
  }
  return { times, recall: found / there };
}

function within(hashes: readonly PdqHash[], query: PdqHash): number[] {
  return hashes.flatMap((hash, entry) => (hamming(hash, query) <= sameDistanceMax ? [entry] : []));
}

function measureScans(index: HashIndex, hashes: readonly PdqHash[], random: Random): number[] {
  return Array.from({ length: 20 }, () => {
    const query = turned(hashes[Math.floor(random() * hashes.length)]!, 60, random);
    const start = performance.now();
    index.query(query, reviewDistanceMax);
    return performance.now() - start;
  });
}

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

if (import.meta.main) console.log(await measureIndex());
