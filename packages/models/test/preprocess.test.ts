import assert from "node:assert/strict";
import { test } from "node:test";
import sharp from "sharp";
import type { EvidenceModel } from "../src/manifest.ts";
import { preprocess } from "../src/run/preprocess.ts";
import { halves, plain } from "./fixtures/pictures.ts";

const identity: EvidenceModel["input"] = { width: 8, height: 8, mean: [0, 0, 0], std: [1, 1, 1], layout: "NCHW", crop: "fill" };
const pixels = 64;
/** The first pixel of the top row, and the last. */
const ends = (numbers: Float32Array) => [0, 7].map((at) => [0, 1, 2].map((channel) => Math.round(numbers[channel * pixels + at]!)));
const red = [1, 0, 0];
const blue = [0, 0, 1];

function near(found: ArrayLike<number>, expected: readonly number[]): void {
  assert.equal(found.length, expected.length);
  expected.forEach((value, at) => {
    assert.ok(Math.abs(found[at]! - value) < 0.01, `${found[at]} is not ${value}`);
  });
}

test("values are taken to 0..1, less the mean, by the standard deviation of their channel", async () => {
  const numbers = await preprocess(await plain("#ff8000", { seed: 0 }), { ...identity, mean: [0.5, 0.25, 0.1], std: [0.5, 0.25, 0.1] });
  near([numbers[pixels - 1]!, numbers[2 * pixels - 1]!, numbers[3 * pixels - 1]!], [1, 1.008, -1]);
});

test("NCHW holds channel after channel, NHWC pixel after pixel", async () => {
  const bytes = await plain("#ff8000");
  const planar = await preprocess(bytes, identity);
  const interleaved = await preprocess(bytes, { ...identity, layout: "NHWC" });
  for (let pixel = 0; pixel < pixels; pixel += 1)
    for (let channel = 0; channel < 3; channel += 1) assert.equal(planar[channel * pixels + pixel], interleaved[pixel * 3 + channel]);
});

test("fill presses the whole picture into shape; cover and centre cut its sides off", async () => {
  const wide = await halves(64, 16);
  assert.deepEqual(ends(await preprocess(wide, identity)), [red, blue]);
  assert.deepEqual(ends(await preprocess(wide, { ...identity, crop: "cover" })), [red, blue]);
  // Eight of the middle pixels, as they are: the edge between the halves is sharp.
  const centre = await preprocess(wide, { ...identity, crop: "centre" });
  near(centre.subarray(0, 8), [1, 1, 1, 1, 0, 0, 0, 0]);
});

test("a picture that is smaller than the window is enlarged", async () => {
  assert.deepEqual(ends(await preprocess(await halves(4, 4), { ...identity, crop: "centre" })), [red, blue]);
});

test("the picture is turned as its EXIF orientation says", async () => {
  const turned = await sharp(await halves(16, 16))
    .withMetadata({ orientation: 3 })
    .png()
    .toBuffer();
  for (const crop of ["fill", "cover", "centre"] as const)
    assert.deepEqual(ends(await preprocess(turned, { ...identity, crop })), [blue, red]);
});

test("grey pictures have three equal channels, and what is transparent is white", async () => {
  const grey = await sharp(await plain("#808080"))
    .greyscale()
    .png()
    .toBuffer();
  near(
    (await preprocess(grey, identity)).filter((_, at) => at % pixels === pixels - 1),
    [0.5, 0.5, 0.5],
  );
  const nothing = await sharp({ create: { width: 8, height: 8, channels: 4, background: "#0000" } })
    .png()
    .toBuffer();
  near(
    (await preprocess(nothing, identity)).filter((_, at) => at % pixels === 0),
    [1, 1, 1],
  );
});

test("what is no picture, or has too many pixels, is refused", async () => {
  await assert.rejects(preprocess(Buffer.from("no picture"), identity), { code: "picture_unreadable" });
  const huge = await sharp({ create: { width: 9_000, height: 9_000, channels: 3, background: "#000" } })
    .png()
    .toBuffer();
  await assert.rejects(preprocess(huge, identity), { code: "picture_unreadable" });
});
