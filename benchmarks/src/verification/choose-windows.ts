/**
 * Chose the cuts of packages/vision/src/pdq/windows.ts: greedily, each the one that finds the most random crops which those before it
 * missed. Looks at every second photograph only, so that the others can tell how well the choice does on pictures it never saw.
 */
import { type Random, seededRandom } from "@oneheart/simulation";
import type { LumaImage, PdqHash, Region } from "@oneheart/vision";
import { hamming, pdq, readLuma } from "@oneheart/vision/internals";
import { photographs } from "./photographs.ts";

type Cut = readonly [left: number, right: number, top: number, bottom: number];

const side = 30;
const cutMax = 8;
const areaMin = 0.7;
/** Well below the review threshold: the crops of the benchmark are compressed as well. */
const nearEnough = 60;
const cutsWanted = 36;

const candidates = allCuts();
const random = seededRandom(20261122);
/** For every crop, which candidates find it, and how much that is worth. */
const crops: { found: readonly boolean[]; worth: number }[] = [];
for (const [number, photograph] of (await photographs()).entries()) {
  if (number % 2 === 0) crops.push(...cropsOf(await readLuma(photograph.path)));
}
choose();

function cropsOf(image: LumaImage): typeof crops {
  const hashes = candidates.map((cut) => hashOf(image, cut));
  return Array.from({ length: 15 }, (_, number) => {
    const tenth = number < 3;
    const hash = hashOf(image, tenth ? cropTenth(random) : randomCrop(random));
    return { found: hashes.map((candidate) => hamming(candidate, hash) <= nearEnough), worth: tenth ? 3 : 1 };
  });
}

function choose(): void {
  const whole = candidates.findIndex((cut) => cut.every((part) => part === 0));
  let missed = crops.filter((crop) => !crop.found[whole]);
  for (let number = 1; number <= cutsWanted && missed.length > 0; number += 1) {
    const gains = candidates.map((_, at) => missed.reduce((sum, crop) => sum + (crop.found[at] ? crop.worth : 0), 0));
    const best = gains.indexOf(Math.max(...gains));
    missed = missed.filter((crop) => !crop.found[best]);
    console.log(`[${candidates[best]!.join(", ")}], // ${number}: ${(100 * (1 - missed.length / crops.length)).toFixed(2)} % found`);
  }
}

function allCuts(): Cut[] {
  const pairs = Array.from({ length: cutMax + 1 }, (_, a) => Array.from({ length: cutMax + 1 - a }, (_, b) => [a, b] as const)).flat();
  return pairs
    .flatMap(([left, right]) => pairs.map(([top, bottom]): Cut => [left, right, top, bottom]))
    .filter(([left, right, top, bottom]) => (1 - (left + right) / side) * (1 - (top + bottom) / side) >= areaMin);
}

function hashOf({ width, height, data }: LumaImage, [left, right, top, bottom]: Cut): PdqHash {
  const region: Region = {
    left: Math.round((width * left) / side),
    top: Math.round((height * top) / side),
    width: Math.round((width * (side - left - right)) / side),
    height: Math.round((height * (side - top - bottom)) / side),
  };
  return pdq({ width, height, data }, region).hash;
}

function randomCrop(random: Random): Cut {
  const area = 0.75 + 0.2 * random();
  const share = random();
  return placed(area ** share, area ** (1 - share), random);
}

function cropTenth(random: Random): Cut {
  return placed(0.9, 0.9, random);
}

function placed(across: number, down: number, random: Random): Cut {
  const left = (1 - across) * random();
  const top = (1 - down) * random();
  return [left * side, (1 - across - left) * side, top * side, (1 - down - top) * side];
}
