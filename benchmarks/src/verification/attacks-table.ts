/** Attacks on the whole pipeline, and what became of each: rejected by proof, sent to a person, or missed. */

import { seededRandom } from "@oneheart/simulation";
import { newPicture } from "@oneheart/testing";
import sharp from "sharp";
import { playWitnesses } from "./attacks/witness-ring.ts";
import { attacks, original } from "./attacks.ts";
import { type Photograph, photographs } from "./photographs.ts";
import { plainScreen, stamped } from "./pictures.ts";
import { type Assessed, here, openWorld, type World } from "./world.ts";

/** One line of the table. */
export interface AttackLine {
  readonly attack: string;
  readonly tried: number;
  /** Rejected without a person. */
  readonly caught: number;
  readonly sent_to_review: number;
  /** Verified by the rules. */
  readonly missed: number;
  /** What the rules said, and how often. */
  readonly reasons: Record<string, number>;
}

/** What an attack is given: a world with a zone, and photographs that nobody sent yet. */
interface Ground {
  world: World;
  zone_id: string;
  next(): Promise<Buffer>;
}

type Attempt = (ground: Ground, number: number) => Promise<Assessed>;

const elsewhere = { lat: 44.49, lng: 11.34 };

/** Sends a picture from a new player as the app would. */
async function byStranger({ world, zone_id }: Ground, media: Buffer, more: Parameters<World["send"]>[2] = {}): Promise<Assessed> {
  const quest = await world.start(await world.player(), zone_id);
  return world.assessed(await world.send(quest, media, more));
}

/** Somebody sends a photograph first, and a stranger a changed copy. */
function copyBy(change: (jpeg: Buffer, number: number) => Promise<Buffer>, zone: "same" | "another" = "same"): Attempt {
  return async (ground, number) => {
    const photograph = await ground.next();
    await byStranger(ground, photograph);
    const copy = await change(photograph, number);
    if (zone === "same") return byStranger(ground, copy);
    return byStranger({ ...ground, zone_id: await ground.world.zone(elsewhere) }, copy, elsewhere);
  };
}

const attackCalled = (name: string) => attacks.find((attack) => attack.name === name)!;
const changedBy = (name: string) => (jpeg: Buffer, number: number) => attackCalled(name).apply(jpeg, seededRandom(7 * number + 1));

const attempts: ReadonlyArray<[name: string, attempt: Attempt]> = [
  ["honest: photograph from the app", async (ground) => byStranger(ground, await ground.next())],
  [
    "honest: photograph from the gallery with its EXIF",
    async (ground) => {
      const now = ground.world.app.clock.now();
      return byStranger(ground, await stamped(await ground.next(), now, here), { nonce: undefined });
    },
  ],
  ["cropped to half", copyBy(cropToHalf)],
  ["identical file of another player", copyBy(async (jpeg) => jpeg)],
  ["saved again (q60)", copyBy(changedBy("recompress q60"))],
  ["cropped by 10 %", copyBy(changedBy("10 % crop"))],
  ["cropped to 75–95 %", copyBy(changedBy("crop to 75–95 %, any shape"))],
  ["mirrored", copyBy(changedBy("mirror"))],
  ["cropped, mirrored, recoloured", copyBy(changedBy("crop, mirror, recolour"))],
  ["rotated by up to 8°", copyBy(changedBy("rotation, cut to a rectangle"))],
  ["screenshot of the photograph, letterboxed", copyBy(changedBy("letterboxed screenshot"))],
  ["saved again, in another zone", copyBy(changedBy("recompress q60"), "another")],
  ["cropped to 75–95 %, in another zone", copyBy(changedBy("crop to 75–95 %, any shape"), "another")],
  ["screenshot of words and buttons", async (ground, number) => byStranger(ground, await plainScreen(number))],
  ["somebody else's photograph that was never sent here", async (ground) => byStranger(ground, await ground.next())],
  [
    "old photograph, true EXIF, from the gallery",
    async (ground) =>
      byStranger(ground, await stamped(await ground.next(), new Date("2019-05-01T10:00:00Z"), elsewhere), { nonce: undefined }),
  ],
  [
    "old photograph, forged EXIF, from the gallery",
    async (ground) => byStranger(ground, await stamped(await ground.next(), ground.world.app.clock.now(), here), { nonce: undefined }),
  ],
  ["from another zone", async (ground) => byStranger(ground, await ground.next(), elsewhere)],
  ["simulated position that the device reports", async (ground) => byStranger(ground, await ground.next(), { mock_location: true })],
  ["simulated position that nobody reports", async (ground) => byStranger(ground, await ground.next())],
  [
    "old code of one's own earlier quest",
    async ({ world, zone_id, next }) => {
      const player = await world.player();
      const { nonce } = await world.start(player, zone_id);
      return world.assessed(await world.send(await world.start(player, zone_id), await next(), { nonce }));
    },
  ],
  [
    "code of another player's quest",
    async (ground) => {
      const { nonce } = await ground.world.start(await ground.world.player(), ground.zone_id);
      return byStranger(ground, await ground.next(), { nonce });
    },
  ],
  [
    "teleporting: two zones within ten minutes",
    async ({ world, zone_id, next }) => {
      const player = await world.player();
      await world.assessed(await world.send(await world.start(player, zone_id), await next()));
      const other = await world.start(player, await world.zone(elsewhere));
      return world.assessed(await world.send(other, await next(), elsewhere));
    },
  ],
];

/** The shared device of thirty accounts: each sends one picture of its own. */
async function oneDevice({ world, zone_id }: Ground): Promise<Assessed[]> {
  const found: Assessed[] = [];
  for (let n = 0; n < 30; n += 1) {
    const player = await world.player({ ip: "192.0.2.1", userAgent: "One phone" });
    found.push(await world.assessed(await world.send(await world.start(player, zone_id), await newPicture())));
  }
  return found;
}

function cropToHalf(jpeg: Buffer): Promise<Buffer> {
  return sharp(jpeg)
    .metadata()
    .then(({ width, height }) =>
      sharp(jpeg)
        .extract({ left: width >> 2, top: height >> 2, width: Math.round(width * Math.SQRT1_2), height: Math.round(height * Math.SQRT1_2) })
        .jpeg({ quality: 85 })
        .toBuffer(),
    );
}

/** Tries every attack some times. Takes some minutes. */
export async function measureAttacks(tries = 5, progress: (line: AttackLine) => void = () => undefined): Promise<AttackLine[]> {
  const found = await photographs();
  const world = await openWorld();
  try {
    const ground: Ground = { world, zone_id: await world.zone(), next: supply(found) };
    const lines: AttackLine[] = [];
    const add = (attack: string, results: Assessed[]) => {
      const line = lineOf(attack, results);
      lines.push(line);
      progress(line);
    };
    for (const [name, attempt] of attempts) {
      const results: Assessed[] = [];
      for (let number = 0; number < tries; number += 1) results.push(await attempt(ground, number));
      add(name, results);
    }
    add("thirty new accounts on one device", await oneDevice(ground));
    const { confirmed_by_ring, ring_afterwards, honest_afterwards } = await playWitnesses(world, ground.zone_id);
    add("ring of witnesses, photographs without code or EXIF", confirmed_by_ring);
    add("ring of witnesses, from the app, after the nightly look", ring_afterwards);
    add("honest: witnesses of each other, after the nightly look", honest_afterwards);
    return lines;
  } finally {
    await world.app.settled();
    await world.app.stop();
  }
}

/**
 * Photographs one after the other, as they were handed in; then pictures that were made for it. Those of which half is
 * smaller than evidence may be are left out: what is refused for its size says nothing about an attack.
 */
function supply(found: readonly Photograph[]): () => Promise<Buffer> {
  const left = [...found];
  return async () => {
    for (let photograph = left.shift(); photograph !== undefined; photograph = left.shift()) {
      const picture = await original(photograph.path);
      const { width, height } = await sharp(picture).metadata();
      if (Math.max(width, height) * Math.SQRT1_2 >= 640 && Math.min(width, height) * Math.SQRT1_2 >= 480) return picture;
    }
    return newPicture();
  };
}

function lineOf(attack: string, results: readonly Assessed[]): AttackLine {
  const count = (status: Assessed["status"]) => results.filter((result) => result.status === status).length;
  const reasons: Record<string, number> = {};
  for (const { reason_code } of results) reasons[reason_code] = (reasons[reason_code] ?? 0) + 1;
  return {
    attack,
    tried: results.length,
    caught: count("rejected"),
    sent_to_review: count("in_review"),
    missed: count("verified"),
    reasons,
  };
}

/** One line of the table, for people. */
export function describe({ attack, tried, caught, sent_to_review, missed, reasons }: AttackLine): string {
  const outcome = attack.startsWith("honest") ? `verified ${missed}` : `missed ${missed}`;
  return `${attack.padEnd(56)} ${String(tried).padStart(3)} tried: caught ${caught}, to review ${sent_to_review}, ${outcome}  ${JSON.stringify(reasons)}`;
}

if (import.meta.main) await measureAttacks(Number(process.argv[2] ?? 5), (line) => console.log(describe(line)));
