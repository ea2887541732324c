import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import sharp from "sharp";
import { queryHashes, reviewDistanceMax, sameDistanceMax, sampleFrames, storedHashes } from "../../src/index.ts";
import { nearest } from "../../src/pdq/compare.ts";
import { readLuma } from "../../src/pixels/read-luma.ts";
import { photographs } from "../pdq/photographs.ts";
import { makeVideo } from "./make-video.ts";

const folder = await mkdtemp(join(tmpdir(), "oneheart-video-"));
after(() => rm(folder, { recursive: true, force: true }));

const pictures = photographs.slice(0, 4);
const size = { width: 480, height: 320 };
const film = await file("film.mp4", await makeVideo({ pictures, framesEach: 25, ...size, keyEvery: 100 }));

async function file(name: string, bytes: Uint8Array): Promise<string> {
  await writeFile(join(folder, name), bytes);
  return join(folder, name);
}

test("frames come from the middle of equal parts, each as it is shown then", async () => {
  const sampling = await sampleFrames(film, { count: 4 });
  assert.equal(sampling.state, "evaluated");
  assert.ok(Math.abs(sampling.duration_ms - 4000) <= 80);
  assert.equal(sampling.frames.length, 4);
  for (const [part, { at_ms, image }] of sampling.frames.entries()) {
    assert.ok(Math.abs(at_ms - (part * 1000 + 500)) <= 80, `frame ${part} at ${at_ms} ms`);
    assert.deepEqual([image.width, image.height], [size.width, size.height]);
    const shown = await sharp(pictures[part]).resize(size.width, size.height, { fit: "cover" }).toBuffer();
    const distance = nearest(queryHashes(image), storedHashes(await readLuma(shown)))!.distance;
    assert.ok(distance <= sameDistanceMax, `frame ${part} is at ${distance}`);
  }
});

test("a video compressed again, with key frames elsewhere, is found by its frames, and another video is not", async () => {
  const again = await file("again.mp4", await makeVideo({ pictures, framesEach: 25, width: 320, height: 214, keyEvery: 7 }));
  const other = await file("other.mp4", await makeVideo({ pictures: photographs.slice(4), framesEach: 50, ...size, keyEvery: 25 }));
  const [first, second, stranger] = await Promise.all([film, again, other].map((path) => sampleFrames(path, { count: 4 })));
  assert.ok(first?.state === "evaluated" && second?.state === "evaluated" && stranger?.state === "evaluated");
  const stored = first.frames.flatMap((frame) => storedHashes(frame.image));
  for (const frame of second.frames) assert.ok(nearest(queryHashes(frame.image), stored)!.distance <= sameDistanceMax);
  for (const frame of stranger.frames) assert.ok(nearest(queryHashes(frame.image), stored)!.distance > reviewDistanceMax);
});

test("the same file gives the same frames, no larger than asked for", async () => {
  const [first, second] = [await sampleFrames(film, { count: 3, sideMax: 100 }), await sampleFrames(film, { count: 3, sideMax: 100 })];
  assert.deepEqual(first, second);
  assert.ok(first.state === "evaluated" && first.frames.every((frame) => Math.max(frame.image.width, frame.image.height) === 100));
});

test("more frames than there are come once each", async () => {
  const short = await file("short.mp4", await makeVideo({ pictures: pictures.slice(0, 1), framesEach: 3, ...size, keyEvery: 3 }));
  const sampling = await sampleFrames(short, { count: 20 });
  assert.ok(sampling.state === "evaluated" && sampling.frames.length <= 3 && sampling.frames.length > 0);
});

test("what cannot be read is not evaluated, and says why", async () => {
  const bytes = await readFile(film);
  const broken = Buffer.from(bytes);
  broken.fill(0x55, Math.floor(bytes.length / 3));
  const refusals: [string, Promise<Awaited<ReturnType<typeof sampleFrames>>>, string[]][] = [
    ["no file", sampleFrames(join(folder, "nothing.mp4")), ["undecodable"]],
    ["an empty file", sampleFrames(await file("empty.mp4", new Uint8Array(0))), ["undecodable", "no_video"]],
    ["a photograph", sampleFrames(await file("photograph.mp4", photographs[0]!)), ["undecodable", "no_video"]],
    ["half a file", sampleFrames(await file("half.mp4", bytes.subarray(0, 900))), ["undecodable", "no_video"]],
    ["a frame too large", sampleFrames(film, { pixelsMax: 1000 }), ["too_many_pixels"]],
    ["too little time", sampleFrames(film, { timeoutMs: 0 }), ["too_slow"]],
  ];
  for (const [name, sampling, reasons] of refusals) {
    const answer = await sampling;
    assert.ok(answer.state === "not_evaluated" && reasons.includes(answer.reason), `${name}: ${JSON.stringify(answer)}`);
  }
  assert.ok(["evaluated", "not_evaluated"].includes((await sampleFrames(await file("broken.mp4", broken))).state));
});
