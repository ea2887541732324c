import assert from "node:assert/strict";
import { test } from "node:test";
import sharp, { type Sharp } from "sharp";
import {
  likeness,
  likenessMin,
  quarterTurns,
  queryHashes,
  reviewDistanceMax,
  sameDistanceMax,
  sketches,
  storedHashes,
} from "../../src/index.ts";
import { nearest } from "../../src/pdq/compare.ts";
import { hamming } from "../../src/pdq/hamming.ts";
import { readLuma } from "../../src/pixels/read-luma.ts";
import { photographs } from "./photographs.ts";

const stored = await Promise.all(photographs.map(async (jpeg) => storedHashes(await readLuma(jpeg))));
const drawn = await Promise.all(photographs.map(async (jpeg) => sketches(await readLuma(jpeg))[0]));
const { width, height } = await sharp(photographs[0]).metadata();

async function distances(jpeg: Buffer): Promise<number[]> {
  const queries = queryHashes(await readLuma(jpeg));
  return stored.map((hashes) => nearest(queries, hashes)!.distance);
}

const changes: { name: string; distanceMax: number; change: (image: Sharp) => Sharp | Promise<Sharp> }[] = [
  { name: "compressed at quality 30", distanceMax: sameDistanceMax, change: (image) => image.jpeg({ quality: 30 }) },
  { name: "a quarter of the size", distanceMax: sameDistanceMax, change: (image) => image.resize(Math.round(width / 4)) },
  { name: "mirrored", distanceMax: sameDistanceMax, change: (image) => image.flop() },
  {
    name: "cropped",
    distanceMax: reviewDistanceMax,
    change: (image) =>
      image.extract({
        left: 0,
        top: Math.round(height * 0.05),
        width: Math.round(width * 0.9),
        height: Math.round(height * 0.9),
      }),
  },
  { name: "turned by 6°, with black corners", distanceMax: reviewDistanceMax, change: (image) => image.rotate(6) },
  {
    name: "between letterbox bars",
    distanceMax: reviewDistanceMax,
    change: (image) => image.resize(600, 1300, { fit: "contain", background: "#000" }),
  },
];

for (const { name, distanceMax, change } of changes) {
  test(`a photograph ${name} is found at ${distanceMax} or nearer, and is no other photograph`, async () => {
    for (const [number, jpeg] of photographs.entries()) {
      const changed = await (await change(sharp(jpeg))).jpeg({ quality: 85, force: false }).toBuffer();
      const found = await distances(changed);
      for (const [other, distance] of found.entries()) {
        if (other === number) assert.ok(distance <= distanceMax, `photograph ${number}: ${distance}`);
        else assert.ok(distance > reviewDistanceMax, `photographs ${number} and ${other}: ${distance}`);
      }
    }
  });
}

for (const { name, change } of changes) {
  test(`the likeness of a photograph ${name} is confirmed, and to no other`, async () => {
    for (const [number, jpeg] of photographs.entries()) {
      const changed = sketches(await readLuma(await (await change(sharp(jpeg))).toBuffer()));
      for (const [other, sketch] of drawn.entries()) {
        const found = likeness(changed, sketch);
        if (other === number) assert.ok(found >= likenessMin + 0.05, `photograph ${number}: ${found}`);
        else assert.ok(found <= likenessMin - 0.1, `photographs ${number} and ${other}: ${found}`);
      }
    }
  });
}

test("a picture of one pixel, or of one colour, is like nothing", () => {
  const dot = { width: 1, height: 1, data: Uint8Array.of(200) };
  assert.equal(likeness(sketches(dot), dot), 0);
  const wall = { width: 300, height: 200, data: new Uint8Array(60_000).fill(90) };
  assert.equal(likeness(sketches(wall), drawn[0]!), 0);
});

test("a sketch has the picture's shape and no side beyond 64 pixels", async () => {
  const picture = await readLuma(photographs[0]!);
  const [whole] = sketches(picture);
  assert.equal(Math.max(whole.width, whole.height), 64);
  assert.ok(Math.abs(whole.width / whole.height - picture.width / picture.height) < 0.05);
  assert.equal(whole.data.length, whole.width * whole.height);
});

test("the same file is at distance 0", async () => {
  for (const [number, jpeg] of photographs.entries()) assert.equal((await distances(jpeg))[number], 0);
});

test("a picture on its side or on its head is the same picture, mirrored or not", async () => {
  for (const [number, jpeg] of photographs.entries()) {
    const { hash } = stored[number]![0]!;
    for (const degrees of [90, 180, 270]) {
      const lying = await sharp(jpeg).rotate(degrees).toBuffer();
      for (const copy of [lying, await sharp(lying).flop().jpeg({ quality: 80 }).toBuffer()]) {
        const least = Math.min(...quarterTurns(await readLuma(copy)).map((turned) => hamming(turned.hash, hash)));
        assert.ok(least <= sameDistanceMax, `photograph ${number} turned by ${degrees}: ${least}`);
      }
    }
  }
});

test("the nearest pair says which window and what was undone", async () => {
  const [queries, hashes] = [queryHashes(await readLuma(await sharp(photographs[1]).flop().toBuffer())), stored[1]!];
  assert.deepEqual(nearest(queries, hashes)?.variant, { inside_bars: false, mirrored: true, turned_degrees: 0 });
  assert.equal(nearest(queries, hashes)?.window, "full");
  assert.equal(nearest([], hashes), undefined);
});

test("a picture of one pixel has hashes too", () => {
  const dot = { width: 1, height: 1, data: Uint8Array.of(200) };
  assert.equal(
    storedHashes(dot).every((window) => window.quality === 0),
    true,
  );
  assert.equal(
    queryHashes(dot).every((query) => query.quality === 0),
    true,
  );
});

test("windows have names that differ, and the whole picture comes first", () => {
  const names = stored[0]!.map(({ window }) => window);
  assert.equal(names[0], "full");
  assert.equal(new Set(names).size, names.length);
});
