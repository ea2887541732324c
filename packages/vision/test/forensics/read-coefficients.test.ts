import assert from "node:assert/strict";
import { before, test } from "node:test";
import type { Sharp } from "sharp";
import sharp from "sharp";
import { type JpegCoefficients, readCoefficients } from "../../src/forensics/jpeg/read-coefficients.ts";
import { JpegUnreadable } from "../../src/forensics/jpeg/unreadable.ts";
import { photograph } from "./pictures.ts";
import { tinyJpeg } from "./tiny-jpeg.ts";

let picture: Sharp;

before(async () => {
  // Sides that are no multiple of a block or an MCU.
  picture = (await photograph(2)).resize(203, 149);
});

const zigzag = Array.from({ length: 64 }, (_, n) => ({ row: n >> 3, column: n & 7 })).toSorted(
  (a, b) => a.row + a.column - b.row - b.column || ((a.row + a.column) % 2 === 0 ? b.row - a.row : a.row - b.row),
);

/** The pixel that the inverse transform (T.81, A.3.3) gives. */
function pixelAt({ coefficients, quantisation, stride }: JpegCoefficients, x: number, y: number): number {
  const offset = ((y >> 3) * stride + (x >> 3)) * 64;
  const sum = zigzag.reduce((total, { row, column }, k) => {
    const scale = (row === 0 ? Math.SQRT1_2 : 1) * (column === 0 ? Math.SQRT1_2 : 1);
    const across = Math.cos(((2 * (x & 7) + 1) * column * Math.PI) / 16);
    const down = Math.cos(((2 * (y & 7) + 1) * row * Math.PI) / 16);
    return total + scale * coefficients[offset + k]! * quantisation[k]! * across * down;
  }, 0);
  return Math.min(255, Math.max(0, sum / 4 + 128));
}

test("the inverse transform of the coefficients gives the pixels that a decoder gives", async () => {
  const bytes = await picture.clone().greyscale().jpeg({ quality: 83 }).toBuffer();
  const pixels = await sharp(bytes).toColourspace("b-w").raw().toBuffer();
  const read = readCoefficients(bytes);
  assert.deepEqual([read.width, read.height, read.columns, read.rows], [203, 149, 26, 19]);
  for (let y = 0; y < 149; y += 3)
    for (let x = 0; x < 203; x += 2) {
      const expected = pixels[y * 203 + x]!;
      assert.ok(Math.abs(pixelAt(read, x, y) - expected) <= 2, `${x}, ${y}: ${pixelAt(read, x, y)} for ${expected}`);
    }
});

test("a progressive file gives the same coefficients as a sequential one, for every subsampling", async () => {
  for (const chromaSubsampling of ["4:2:0", "4:4:4"]) {
    const sequential = readCoefficients(await picture.clone().jpeg({ quality: 71, chromaSubsampling }).toBuffer());
    const progressive = readCoefficients(await picture.clone().jpeg({ quality: 71, chromaSubsampling, progressive: true }).toBuffer());
    // What pads the last MCUs is coded in the one and not in the other.
    for (let row = 0; row < sequential.rows; row++) {
      const [from, to] = [row * sequential.stride * 64, (row * sequential.stride + sequential.columns) * 64];
      assert.deepEqual(progressive.coefficients.subarray(from, to), sequential.coefficients.subarray(from, to), chromaSubsampling);
    }
  }
});

test("restart markers start the prediction anew", () => {
  const dc = [1, 3, 2, -1, 0, 2, 1, 1, 3, 2, 0, -2, -3];
  for (const interval of [0, 1, 4]) {
    const { coefficients } = readCoefficients(tinyJpeg(dc, interval));
    assert.deepEqual(
      dc.map((_, n) => coefficients[64 * n]),
      dc,
      `interval ${interval}`,
    );
  }
});

test("a file cut off anywhere is truncated, and is never read as if it were whole", async () => {
  for (const progressive of [false, true]) {
    const bytes = await picture.clone().jpeg({ quality: 60, progressive }).toBuffer();
    for (let n = 1; n < 40; n++) {
      const cut = bytes.subarray(0, Math.floor((bytes.length * n) / 40) - 2);
      assert.throws(() => readCoefficients(cut), JpegUnreadable);
    }
  }
});

test("flipped bits give coefficients or a typed error, never another one", async () => {
  for (const progressive of [false, true]) {
    const bytes = await picture.clone().jpeg({ quality: 60, progressive }).toBuffer();
    for (let n = 0; n < 160; n++) {
      const damaged = Uint8Array.from(bytes);
      damaged[(n * 7919) % (n % 2 === 0 ? 700 : bytes.length)]! ^= 1 << (n % 8);
      try {
        readCoefficients(damaged, { blocks_max: 4096 });
      } catch (error) {
        assert.ok(error instanceof JpegUnreadable, String(error));
      }
    }
  }
});

test("memory is bounded: a sequential file is read in part, a progressive one refused", async () => {
  const sequential = await picture.clone().jpeg().toBuffer();
  const part = readCoefficients(sequential, { blocks_first: 100 });
  assert.deepEqual([part.coefficients.length, part.is_whole], [6400, false]);
  assert.deepEqual(readCoefficients(sequential).coefficients.subarray(0, 6400), part.coefficients);
  assert.ok(readCoefficients(sequential).is_whole);
  const progressive = await picture.clone().jpeg({ progressive: true }).toBuffer();
  assert.throws(() => readCoefficients(progressive, { blocks_max: 100 }), { code: "size" });
});

test("other formats and arithmetic coding are refused by name", async () => {
  assert.throws(() => readCoefficients(new Uint8Array(0)), { code: "not_jpeg" });
  assert.throws(() => readCoefficients(Buffer.from("not a picture")), { code: "not_jpeg" });
  const arithmetic = tinyJpeg([1, 2], 0);
  arithmetic[arithmetic.indexOf(Uint8Array.of(0xff, 0xc0)) + 1] = 0xc9;
  assert.throws(() => readCoefficients(arithmetic), { code: "unsupported" });
});
