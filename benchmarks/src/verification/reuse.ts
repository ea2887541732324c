/** How well a picture that was handed in before is found again, and how seldom another one is mistaken for it. */
import { seededRandom } from "@oneheart/simulation";
import {
  type LumaImage,
  likeness,
  likenessMin,
  type QueryHash,
  queryHashes,
  reviewDistanceMax,
  sameDistanceMax,
  sketches,
  storedHashes,
  type WindowHash,
} from "@oneheart/vision";
import { hamming, readLuma } from "@oneheart/vision/internals";
import { median, percentile, rounded } from "../report.ts";
import { attacks, original } from "./attacks.ts";
import { type Photograph, photographs } from "./photographs.ts";

/** What became of one group of attacks. */
interface Recall {
  readonly tried: number;
  /** Share found at the review threshold, with the likeness confirmed where the hash is not that of the same picture. */
  readonly found: number;
  /** The least likeness of those that are found by it. */
  readonly likeness_min: number | null;
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
  /** The same where the picture is not turned to look it up, as in other zones. */
  readonly recall_elsewhere: Readonly<Record<string, Recall>>;
  readonly pairs: number;
  /** Pairs of different photographs that would be reviewed, as handed in. */
  readonly false_matches: number;
  readonly nearest_stranger: number;
  /** The greatest likeness among pairs of different photographs whose hashes come within 92 bits. */
  readonly likest_stranger: number;
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
  readonly sketches: readonly LumaImage[];
}

/** A photograph as it is kept. */
interface Stored {
  readonly hashes: readonly WindowHash[];
  readonly sketch: LumaImage;
}

/** Pictures are compressed in other threads while this one hashes. */
const jobsAtOnce = 4;
/** Strangers up to here are looked at more closely, to see how far they are from being taken for one another. */
const lookedAtMax = 92;
/** Attacks that draw a number. */
const drawn = new Set(["crop_10", "crop_mirror_recolour", "text_bar", "rotation", "rotation_corners", "letterbox", "random_crop"]);

/** Attacks every photograph in every way, and compares all with all. Takes some minutes. */
export async function measureReuse(options: Partial<ReuseOptions> = {}): Promise<ReuseFigures> {
  const { seed = 1, rounds = 3, progress = () => undefined } = options;
  const found = await photographs();
  const times = { store: [] as number[], query: [] as number[] };
  const stored: Stored[] = [];
  const plain: Handed[] = [];
  const attacked: Handed[] = [];
  for (const [number, photograph] of found.entries()) {
    const jpeg = await original(photograph.path);
    const image = await readLuma(jpeg);
    stored.push(timed(times.store, () => ({ hashes: storedHashes(image), sketch: sketches(image)[0] })));
    plain.push(timed(times.query, () => ({ number, group: "original", queries: queryHashes(image), sketches: sketches(image) })));
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
    recall_elsewhere: recallOf(attacked.map(upright), stored),
    pairs: calm.pairs,
    false_matches: calm.matches,
    nearest_stranger: calm.nearest,
    likest_stranger: rounded(Math.max(calm.likest, hostile.likest)),
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
      const random = seededRandom(seed * 100_000_007 + number * 10_007 + kind * 101 + round);
      const image = await readLuma(await attack.apply(jpeg, random));
      return { number, group: attack.group, queries: queryHashes(image), sketches: sketches(image) };
    });
    copies.push(...(await Promise.all(some)));
  }
  return copies;
}

/** As it is looked up in other zones. */
function upright(copy: Handed): Handed {
  return { ...copy, queries: copy.queries.filter(({ variant }) => variant.turned_degrees === 0) };
}

/** choose-windows.ts looked at the even ones. */
function isUnseen({ number }: Handed): boolean {
  return number % 2 === 1;
}

function recallOf(copies: readonly Handed[], stored: readonly Stored[]): Record<string, Recall> {
  const groups = Map.groupBy(copies, (copy) => copy.group);
  return Object.fromEntries([...groups].map(([group, members]) => [group, recallOfGroup(members, stored)]));
}

function recallOfGroup(members: readonly Handed[], stored: readonly Stored[]): Recall {
  const found = members.map((copy) => compare(copy, stored[copy.number]!, reviewDistanceMax));
  const distances = found.map(({ distance }) => distance);
  const likenesses = found.flatMap(({ likeness }) => likeness ?? []);
  const share = (test: (one: Comparison) => boolean) => rounded(found.filter(test).length / found.length, 4);
  return {
    tried: found.length,
    found: share(isMatch),
    likeness_min: likenesses.length === 0 ? null : rounded(Math.min(...likenesses)),
    same: share(({ distance }) => distance <= sameDistanceMax),
    distance_p50: median(distances),
    distance_p95: percentile(distances, 95),
  };
}

interface Comparison {
  readonly distance: number;
  /** Where the hashes alone do not say. */
  readonly likeness: number | undefined;
}

function compare(copy: Handed, { hashes, sketch }: Stored, lookedAt: number): Comparison {
  const distance = leastDistance(copy.queries, hashes);
  const isOpen = distance > sameDistanceMax && distance <= lookedAt;
  return { distance, likeness: isOpen ? likeness(copy.sketches, sketch) : undefined };
}

/** What the pipeline would say. */
function isMatch({ distance, likeness = 0 }: Comparison): boolean {
  return distance <= sameDistanceMax || (distance <= reviewDistanceMax && likeness >= likenessMin);
}

function strangers(copies: readonly Handed[], stored: readonly Stored[], found: readonly Photograph[]) {
  let [pairs, matches, closest, likest] = [0, 0, 256, 0];
  const named: string[] = [];
  for (const copy of copies) {
    for (const [other, kept] of stored.entries()) {
      if (other === copy.number) continue;
      pairs += 1;
      const comparison = compare(copy, kept, lookedAtMax);
      closest = Math.min(closest, comparison.distance);
      likest = Math.max(likest, comparison.likeness ?? 0);
      if (!isMatch(comparison)) continue;
      matches += 1;
      named.push(`distance ${comparison.distance}: ${found[copy.number]!.name} (${copy.group}) and ${found[other]!.name}`);
    }
  }
  return { pairs, matches, nearest: closest, likest, named };
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
