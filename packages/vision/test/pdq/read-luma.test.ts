import assert from "node:assert/strict";
import { test } from "node:test";
import sharp from "sharp";
import { UnreadableImage } from "../../src/index.ts";
import { hamming } from "../../src/pdq/hamming.ts";
import { pdq } from "../../src/pdq/hash.ts";
import { readLuma } from "../../src/pixels/read-luma.ts";
import { photographs } from "./photographs.ts";

const jpeg = photographs[0]!;

test("no side of what is read is longer than asked for, and small pictures keep their size", async () => {
  const large = await readLuma(jpeg, 300);
  assert.equal(Math.max(large.width, large.height), 300);
  assert.equal(large.data.length, large.width * large.height);
  const small = await readLuma(await sharp(jpeg).resize(40, 30).toBuffer());
  assert.deepEqual([small.width, small.height], [40, 30]);
});

test("a picture is turned as its EXIF orientation says", async () => {
  const turned = await sharp(jpeg).rotate(90).toBuffer();
  const marked = await sharp(turned).withMetadata({ orientation: 8 }).toBuffer();
  const [upright, read] = [await readLuma(jpeg), await readLuma(marked)];
  assert.deepEqual([read.width, read.height], [upright.width, upright.height]);
  assert.ok(hamming(pdq(upright).hash, pdq(read).hash) <= 8);
});

test("red, green and blue count as much as BT.601 says, and transparent is white", async () => {
  const level = async (background: string | { r: number; g: number; b: number; alpha: number }) =>
    (
      await readLuma(
        await sharp({ create: { width: 2, height: 2, channels: 4, background } })
          .png()
          .toBuffer(),
      )
    ).data[0];
  assert.deepEqual([await level("#f00"), await level("#0f0"), await level("#00f"), await level("#fff")], [76, 150, 29, 255]);
  assert.equal(await level({ r: 0, g: 0, b: 0, alpha: 0 }), 255);
});

test("a grey picture and one in CMYK are read", async () => {
  for (const space of ["b-w", "cmyk"] as const) {
    const read = await readLuma(await sharp(jpeg).toColourspace(space).jpeg().toBuffer());
    assert.ok(hamming(pdq(read).hash, pdq(await readLuma(jpeg)).hash) <= 16, space);
  }
});

test("more pixels than allowed are refused before they are decoded", async () => {
  await assert.rejects(readLuma(jpeg, 512, 1000), (error) => error instanceof UnreadableImage && error.reason === "too_many_pixels");
});

test("what is no picture, or only half of one, is refused", async () => {
  for (const bytes of [new Uint8Array(0), Buffer.from("no picture"), jpeg.subarray(0, jpeg.length / 2)]) {
    await assert.rejects(readLuma(bytes), (error) => error instanceof UnreadableImage && error.reason === "undecodable");
  }
  await assert.rejects(readLuma("/nowhere/picture.jpg"), UnreadableImage);
});
