/** How well a picture that was handed in before is found again, and how seldom another one is mistaken for it. */
import {
  hamming,
  nearest,
  type QueryHash,
  queryHashes,
  readLuma,
  reviewDistanceMax,
  sameDistanceMax,
  storedHashes,
  type WindowHash,
} from "@oneheart/vision";
import { median, percentile, rounded } from "../report.ts";
import { attacks, original, seeded } from "./attacks.ts";
import { type Photograph, photographs } from "./photographs.ts";

/** What became of one group of attacks. */
interface Recall {
  readonly tried: number;
  /** Share found at the review threshold. */
  readonly found: number;
  /** Share found as the same picture. */
  readonly same: number;
  readonly distance_p50: number;
  readonly distance_p95: number;
}

/** The figures of perceptual re-use. */
export interface ReuseFigures {
  readonly photographs: number;
  readonly recall: Readonly<Record<string, Recall>>;
  /** The same over photographs that the choice of windows never saw. */
  readonly recall_unseen: Readonly<Record<string, Recall>>;
  readonly pairs: number;
  /** Pairs of different photographs at the review threshold or nearer, as handed in. */
  readonly false_matches: number;
  readonly nearest_stranger: number;
  /** The same with the second one attacked. */
  readonly attacked_pairs: number;
  readonly attacked_false_matches: number;
  readonly attacked_nearest_stranger: number;
  readonly store_ms_p50: number;
  readonly query_ms_p50: number;
}

/** Seeds differ, the photographs and the kinds of attack stay. */
export interface ReuseOptions {
  readonly seed: number;
  /** How often each attack that draws a number is made. */
  readonly rounds: number;
  readonly progress: (words: string) => void;
}

interface Handed {
  readonly number: number;
  readonly group: string;
  readonly queries: readonly QueryHash[];
}

/** Pictures are compressed in other threads while this one hashes. */
const jobsAtOnce = 4;
/** Attacks that draw a number. */
const drawn = new Set(["crop_10", "crop_mirror_recolour", "text_bar", "rotation", "rotation_corners", "letterbox", "random_crop"]);

/** Attacks every photograph in every way, and compares all with all. Takes some minutes. */
export async function measureReuse(options: Partial<ReuseOptions> = {}): Promise<ReuseFigures> {
  const { seed = 1, rounds = 3, progress = () => undefined } = options;
  const found = await photographs();
  const times = { store: [] as number[], query: [] as number[] };
  const stored: WindowHash[][] = [];
  const plain: Handed[] = [];
  const attacked: Handed[] = [];
  for (const [number, photograph] of found.entries()) {
    const jpeg = await original(photograph.path);
    const image = await readLuma(jpeg);
    stored.push(timed(times.store, () => storedHashes(image)));
    plain.push({ number, group: "original", queries: timed(times.query, () => queryHashes(image)) });
    attacked.push(...(await attackedCopies(jpeg, number, seed, rounds)));
    if (number % 20 === 19) progress(`${number + 1} of ${found.length} photographs attacked`);
  }
  const [seen, unseen] = [recallOf(attacked, stored), recallOf(attacked.filter(isUnseen), stored)];
  const [calm, hostile] = [strangers(plain, stored, found), strangers(attacked, stored, found)];
  for (const words of [...calm.named, ...hostile.named]) progress(words);
  return {
    photographs: found.length,
    recall: seen,
    recall_unseen: unseen,
    pairs: calm.pairs,
    false_matches: calm.matches,
    nearest_stranger: calm.nearest,
    attacked_pairs: hostile.pairs,
    attacked_false_matches: hostile.matches,
    attacked_nearest_stranger: hostile.nearest,
    store_ms_p50: rounded(median(times.store)),
    query_ms_p50: rounded(median(times.query)),
  };
}

async function attackedCopies(jpeg: Buffer, number: number, seed: number, rounds: number): Promise<Handed[]> {
  const jobs = attacks.flatMap((attack, kind) =>
    Array.from({ length: drawn.has(attack.group) ? rounds : 1 }, (_, round) => ({ attack, kind, round })),
  );
  const copies: Handed[] = [];
  for (let first = 0; first < jobs.length; first += jobsAtOnce) {
    const some = jobs.slice(first, first + jobsAtOnce).map(async ({ attack, kind, round }) => {
      const random = seeded(seed * 100_000_007 + number * 10_007 + kind * 101 + round);
      const image = await readLuma(await attack.apply(jpeg, random));
      return { number, group: attack.group, queries: queryHashes(image) };
    });
    copies.push(...(await Promise.all(some)));
  }
  return copies;
}

/** choose-windows.ts looked at the even ones. */
function isUnseen({ number }: Handed): boolean {
  return number % 2 === 1;
}

function recallOf(copies: readonly Handed[], stored: readonly WindowHash[][]): Record<string, Recall> {
  const groups = Map.groupBy(copies, (copy) => copy.group);
  return Object.fromEntries(
    [...groups].map(([group, members]) => {
      const distances = members.map(({ queries, number }) => nearest(queries, stored[number]!)?.distance ?? 256);
      const share = (distanceMax: number) => rounded(distances.filter((distance) => distance <= distanceMax).length / distances.length, 4);
      return [
        group,
        {
          tried: distances.length,
          found: share(reviewDistanceMax),
          same: share(sameDistanceMax),
          distance_p50: median(distances),
          distance_p95: percentile(distances, 95),
        },
      ];
    }),
  );
}

function strangers(copies: readonly Handed[], stored: readonly WindowHash[][], found: readonly Photograph[]) {
  let [pairs, matches, closest] = [0, 0, 256];
  const named: string[] = [];
  for (const { queries, number, group } of copies) {
    for (const [other, hashes] of stored.entries()) {
      if (other === number) continue;
      pairs += 1;
      const distance = leastDistance(queries, hashes);
      closest = Math.min(closest, distance);
      if (distance > reviewDistanceMax) continue;
      matches += 1;
      named.push(`distance ${distance}: ${found[number]!.name} (${group}) and ${found[other]!.name}`);
    }
  }
  return { pairs, matches, nearest: closest, named };
}

function leastDistance(queries: readonly QueryHash[], stored: readonly WindowHash[]): number {
  let least = 256;
  for (const query of queries) for (const window of stored) least = Math.min(least, hamming(query.hash, window.hash));
  return least;
}

function timed<Value>(into: number[], work: () => Value): Value {
  const start = performance.now();
  const value = work();
  into.push(performance.now() - start);
  return value;
}

if (import.meta.main) console.log(JSON.stringify(await measureReuse({ progress: console.log }), undefined, 2));
