import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import type { MediaType } from "@oneheart/contracts";
import fc from "fast-check";
import sharp from "sharp";
import { headBytes, mediaTypeOf } from "../src/rules/media-type.ts";
import { walkJpeg } from "../src/rules/structure/jpeg.ts";
import { holdsPicture } from "../src/rules/structure/picture-data.ts";
import { walkerFor } from "../src/rules/structure/structure.ts";
import { createWalker } from "../src/rules/structure/walk.ts";
import { asFormat, heic, longVideo, photograph, pngClaiming, scanByScan, sizeOf, video } from "./support/samples.ts";

interface Sample {
  name: string;
  media_type: MediaType;
  bytes: Buffer;
  size: { width: number; height: number } | undefined;
}
const samples: Sample[] = [];

before(async () => {
  const jpeg = await photograph(1);
  const small = { width: 320, height: 175 };
  samples.push(
    { name: "a photograph", media_type: "image/jpeg", bytes: jpeg, size: await sizeOf(jpeg) },
    { name: "a progressive JPEG", media_type: "image/jpeg", bytes: await asFormat(jpeg, "jpeg", { progressive: true }), size: small },
    { name: "a PNG", media_type: "image/png", bytes: await asFormat(jpeg, "png"), size: small },
    { name: "a lossy WebP", media_type: "image/webp", bytes: await asFormat(jpeg, "webp"), size: small },
    { name: "a lossless WebP", media_type: "image/webp", bytes: await asFormat(jpeg, "webp", { lossless: true }), size: small },
    { name: "a HEIC", media_type: "image/heic", bytes: heic(4032, 3024), size: { width: 4032, height: 3024 } },
    { name: "an MP4", media_type: "video/mp4", bytes: video("isom"), size: undefined },
    { name: "an MP4 with a long box", media_type: "video/mp4", bytes: longVideo(), size: undefined },
    { name: "a MOV", media_type: "video/quicktime", bytes: video("qt  "), size: undefined },
  );
});

function outline(media_type: MediaType, ...chunks: Buffer[]) {
  const walker = walkerFor(media_type);
  for (const chunk of chunks) walker.push(chunk);
  return walker.end();
}

function stepsOf(bytes: Buffer): number {
  let steps = 0;
  const walk = walkJpeg();
  const next = walk.next.bind(walk);
  walk.next = (...reply) => {
    steps += 1;
    return next(...reply);
  };
  createWalker(walk).push(bytes);
  return steps;
}

describe("the outline of a file", () => {
  test("its type is known by its first bytes and its size in pixels is read", async () => {
    assert.equal(samples.length, 9);
    for (const { name, media_type, bytes, size } of samples) {
      assert.equal(await mediaTypeOf(bytes.subarray(0, headBytes)), media_type, name);
      assert.deepEqual(outline(media_type, bytes)?.size, size, name);
    }
  });

  test("does not depend on how the bytes are cut into chunks", () => {
    for (const { media_type, bytes } of samples) {
      const whole = outline(media_type, bytes);
      fc.assert(
        fc.property(fc.array(fc.nat(bytes.length), { maxLength: 40 }), (cuts) => {
          const places = [0, ...cuts.sort((a, b) => a - b), bytes.length];
          const chunks = places.slice(1).map((end, index) => bytes.subarray(places[index], end));
          assert.deepEqual(outline(media_type, ...chunks), whole);
        }),
        { numRuns: 30 },
      );
      assert.deepEqual(outline(media_type, ...[...bytes.subarray(0, 3000)].map((byte) => Buffer.of(byte)), bytes.subarray(3000)), whole);
    }
  });

  test("a file that is cut off anywhere has none", () => {
    for (const { name, media_type, bytes } of samples) {
      fc.assert(
        fc.property(fc.nat(bytes.length - 1), (end) => {
          // The end of an MP4 before its moov box is an end between boxes, and still not a whole video.
          assert.equal(outline(media_type, bytes.subarray(0, end)), undefined, `${name} cut at ${end}`);
        }),
        { numRuns: 200, examples: [[0], [1], [bytes.length - 1], [bytes.length - 2]] },
      );
    }
  });

  test("bytes behind the end of a JPEG, as phones append them, do not matter", async () => {
    const jpeg = await photograph(2);
    assert.deepEqual(outline("image/jpeg", jpeg, Buffer.from("MotionPhoto_Data"), video("isom")), outline("image/jpeg", jpeg));
  });

  test("a thumbnail's end inside EXIF is not taken for the photograph's", async () => {
    const jpeg = await photograph(3);
    const exif = Buffer.concat([Buffer.from([0xff, 0xe1, 0, 10]), Buffer.from([0xff, 0xd8, 0xff, 0xd9, 0xff, 0xda, 0xff, 0xd9])]);
    const stamped = Buffer.concat([jpeg.subarray(0, 2), exif, jpeg.subarray(2)]);
    assert.ok(outline("image/jpeg", stamped));
    assert.equal(outline("image/jpeg", stamped.subarray(0, stamped.length - 2)), undefined);
  });

  test("any bytes at all are answered without an error", () => {
    const types: MediaType[] = ["image/jpeg", "image/png", "image/webp", "image/heic", "video/mp4", "video/quicktime"];
    for (const media_type of types) {
      const start = samples.find((sample) => sample.media_type === media_type)!.bytes.subarray(0, 30);
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(30), (bytes, keep) => {
          const found = outline(media_type, Buffer.from(start.subarray(0, keep)), Buffer.from(bytes));
          assert.ok(found === undefined || found.header_bytes >= 0);
        }),
        { numRuns: 500 },
      );
    }
  });

  test("a PNG of a few hundred bytes is believed when it says that it is huge", () => {
    assert.deepEqual(outline("image/png", pngClaiming(60_000, 60_000))?.size, { width: 60_000, height: 60_000 });
  });

  test("a picture without the data of a picture has none", async () => {
    const png = pngClaiming(100, 100);
    const idat = png.indexOf("IDAT") - 4;
    const end = png.indexOf("IEND") - 4;
    const empty = Buffer.concat([Buffer.alloc(4), Buffer.from("IDAT"), Buffer.from([0x35, 0xaf, 0x06, 0x1e])]);
    assert.equal(outline("image/png", png.subarray(0, idat), png.subarray(end)), undefined);
    assert.equal(outline("image/png", png.subarray(0, idat), empty, png.subarray(end)), undefined);
    const webp = Buffer.concat([Buffer.from("RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0", "latin1"), Buffer.alloc(10)]);
    assert.equal(outline("image/webp", webp), undefined);
    const extended = await asFormat(await photograph(1), "webp");
    assert.ok(
      outline(
        "image/webp",
        await sharp(extended)
          .withExif({ IFD0: { Make: "Maker" } })
          .webp()
          .toBuffer(),
      ),
    );
  });

  test("a scan that ends at once, and pixels of less than a row, are no picture", async () => {
    const jpeg = await photograph(1);
    const scan = outline("image/jpeg", jpeg)!.header_bytes;
    assert.equal(await holdsPicture("image/jpeg", jpeg.subarray(0, scan + 5000), scan), true);
    assert.equal(await holdsPicture("image/jpeg", Buffer.concat([jpeg.subarray(0, scan), Buffer.from([0xff, 0xd9])]), scan), false);
    for (const [width, held] of [
      [100, true],
      [4000, false],
    ] as const) {
      const png = pngClaiming(width, 10);
      assert.equal(await holdsPicture("image/png", png, png.indexOf("IDAT") - 4), held, String(width));
    }
    const real = await asFormat(jpeg, "png");
    assert.equal(await holdsPicture("image/png", real, real.indexOf("IDAT") - 4), true);
    const oneRow = pngClaiming(100_000_000, 1, 2 ** 20);
    assert.equal(await holdsPicture("image/png", oneRow, oneRow.indexOf("IDAT") - 4), true, "of a long row its beginning is enough");
  });

  test("a million bytes of filling or of escaped data are one step of the walk", async () => {
    const jpeg = await photograph(1);
    const million = (bytes: number[]) => Buffer.alloc(1_000_000, Buffer.from(bytes));
    const scan = jpeg.length - 2;
    const files = {
      filling: Buffer.concat([jpeg.subarray(0, 2), million([0xff]), jpeg.subarray(2)]),
      escaped: Buffer.concat([jpeg.subarray(0, scan), million([0xff, 0x00]), jpeg.subarray(scan)]),
      restarts: Buffer.concat([jpeg.subarray(0, scan), million([0xff, 0xd0]), jpeg.subarray(scan)]),
    };
    const plain = stepsOf(jpeg);
    for (const [name, bytes] of Object.entries(files)) {
      assert.deepEqual(outline("image/jpeg", bytes)?.size, await sizeOf(jpeg), name);
      assert.deepEqual([name, stepsOf(bytes)], [name, plain]);
    }
  });

  test("what a decoder would hold whole is told", async () => {
    const jpeg = await photograph(1);
    const held = async (format: "png" | "jpeg", progressive: boolean) =>
      outline(`image/${format}`, await asFormat(jpeg, format, { progressive }))?.held_pixel_bytes;
    for (const format of ["png", "jpeg"] as const)
      assert.deepEqual([await held(format, false), await held(format, true)], [undefined, 7], format);
    const deep = await sharp(jpeg).resize(64).ensureAlpha().toColourspace("rgb16").png({ progressive: true }).toBuffer();
    assert.equal(outline("image/png", deep)?.held_pixel_bytes, 9);
  });

  test("a JPEG that is not progressive is held whole, too, when each component has a scan of its own", () => {
    const held = (components: number) => outline("image/jpeg", scanByScan(components, 14_800))?.held_pixel_bytes;
    assert.deepEqual([held(1), held(3), held(4)], [undefined, 7, 9]);
  });

  test("a video without moov or without media has none", () => {
    const bytes = video("isom", 40);
    const moov = bytes.indexOf("moov") - 4;
    assert.equal(outline("video/mp4", bytes.subarray(0, moov)), undefined);
    const mdat = bytes.indexOf("mdat") - 4;
    assert.equal(outline("video/mp4", bytes.subarray(0, mdat), bytes.subarray(moov)), undefined);
    assert.ok(outline("video/mp4", bytes));
  });
});

test("text, documents, sounds, animations and pictures of other kinds are not accepted", async () => {
  const files = [
    "hello, I am a photograph",
    "%PDF-1.7\n",
    "GIF89a\x01\0\x01\0",
    "<svg xmlns='http://www.w3.org/2000/svg'/>",
    "ID3\x04\0\0\0",
  ];
  const animated = Buffer.concat([Buffer.from("RIFF\x30\0\0\0WEBPVP8X\x0a\0\0\0\x02", "latin1"), Buffer.alloc(35)]);
  assert.equal(await mediaTypeOf(animated), undefined);
  const mif1 = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from("ftypmif1\0\0\0\0mif1heic", "latin1"), Buffer.alloc(40)]);
  assert.equal(await mediaTypeOf(mif1), "image/heic");
  for (const text of files) assert.equal(await mediaTypeOf(Buffer.from(text, "latin1")), undefined, text);
  assert.equal(await mediaTypeOf(Buffer.alloc(0)), undefined);
  assert.equal(await mediaTypeOf(Buffer.of(0xff)), undefined);
});
