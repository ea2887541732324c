import assert from "node:assert/strict";
import { test } from "node:test";
import sharp from "sharp";
import { detectDoubleJpeg } from "../../src/forensics/double-jpeg/double-jpeg.ts";
import { doubleJpegModel } from "../../src/forensics/double-jpeg/weights.ts";
import { compressed, photograph } from "./pictures.ts";

const features_version = doubleJpegModel.version;

test("photographs compressed twice score above photographs compressed once", async () => {
  for (const number of [1, 2, 3, 4, 5, 6]) {
    const picture = await photograph(number);
    const once = detectDoubleJpeg(await compressed(picture, 85)).probability!;
    const twice = detectDoubleJpeg(await compressed(picture, 60, 85)).probability!;
    assert.ok(once < 0.5 && twice > 0.5 && twice > once + 0.2, `photograph ${number}: ${once} and ${twice}`);
  }
});

test("the earlier quality is found where the trace is clear", async () => {
  const { earlier_quality } = detectDoubleJpeg(await compressed(await photograph(2), 65, 90));
  assert.ok(Math.abs(earlier_quality! - 65) <= 1, String(earlier_quality));
});

test("a resized picture has lost the trace of its earlier compression", async () => {
  const earlier = await compressed(await photograph(2), 60);
  const { probability } = detectDoubleJpeg(await sharp(earlier).resize(400).jpeg({ quality: 85 }).toBuffer());
  assert.ok(probability! < 0.5, String(probability));
});

test("the same bytes give the same numbers, to six decimals", async () => {
  const bytes = await compressed(await photograph(2), 70, 90);
  const first = detectDoubleJpeg(bytes);
  assert.deepEqual(detectDoubleJpeg(Uint8Array.from(bytes)), first);
  assert.equal(first.probability, Number(first.probability!.toFixed(6)));
  assert.deepEqual(JSON.parse(JSON.stringify(first)), first);
});

test("what cannot be evaluated says why", async () => {
  const picture = await photograph(2);
  const jpeg = await compressed(picture, 80);
  const reasons: Array<[Uint8Array, string]> = [
    [await picture.clone().png().toBuffer(), "not_jpeg"],
    [new Uint8Array(0), "not_jpeg"],
    [jpeg.subarray(0, jpeg.length >> 1), "truncated"],
    [await picture.clone().resize(64, 64).jpeg().toBuffer(), "too_small"],
    [
      await sharp({ create: { width: 400, height: 400, channels: 3, background: "#808080" } })
        .jpeg()
        .toBuffer(),
      "no_texture",
    ],
  ];
  for (const [bytes, reason] of reasons)
    assert.deepEqual(detectDoubleJpeg(bytes), {
      state: "not_evaluated",
      reason,
      probability: null,
      earlier_quality: null,
      features_version,
    });
});
