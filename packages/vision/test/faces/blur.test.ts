import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { blurRegions, type Region, type RgbImage } from "../../src/index.ts";

const width = 128;
const height = 96;

/** A picture of a colour at each place. */
function picture(colour: (x: number, y: number) => number): RgbImage {
  const data = Uint8Array.from({ length: width * height * 3 }, (_, at) => colour(Math.floor(at / 3) % width, Math.floor(at / 3 / width)));
  return { data, width, height };
}

const region: Region = { left: 32, top: 16, width: 64, height: 64 };
const isIn = (x: number, y: number, { left, top, width: wide, height: high } = region) =>
  x >= left && x < left + wide && y >= top && y < top + high;

describe("a blurred region", () => {
  const fine = picture((x, y) => (isIn(x, y) && (x + y) % 2 === 0 ? 200 : 40));

  it("is the same whatever was there, as long as its cells have the same means: nothing brings it back", () => {
    const other = picture((x, y) => (isIn(x, y) && y % 2 === 0 ? 200 : 40));
    assert.notDeepEqual(fine.data, other.data);
    assert.deepEqual(blurRegions(fine, [region]).data, blurRegions(other, [region]).data);
  });

  it("leaves everything around it as it was, and the picture that it was made from", () => {
    const before = Uint8Array.from(fine.data);
    const { data } = blurRegions(fine, [region]);
    assert.deepEqual(fine.data, before);
    for (let at = 0; at < data.length; at += 3) {
      const [x, y] = [(at / 3) % width, Math.floor(at / 3 / width)];
      if (!isIn(x, y)) assert.equal(data[at], before[at], `${x}, ${y}`);
    }
  });

  it("shows no more where smaller regions lie in it, in whatever order", () => {
    const small = { left: 40, top: 24, width: 16, height: 16 };
    const alone = blurRegions(fine, [region]).data;
    assert.deepEqual(blurRegions(fine, [region, small]).data, alone);
    assert.deepEqual(blurRegions(fine, [small, region]).data, alone);
  });

  it("has at most four cells across, so that at most sixteen colours and what lies between them are left of a face", () => {
    const steps = picture((x) => x * 2);
    const { data } = blurRegions(steps, [region]);
    const row = Array.from({ length: region.width }, (_, x) => data[((region.top + 30) * width + region.left + x) * 3]!);
    // Between the middles of the cells it rises evenly; the means of four cells are all that it follows from.
    const means = [0, 1, 2, 3].map((cell) => 2 * (region.left + cell * 16 + 7.5));
    for (const [cell, mean] of means.entries()) assert.ok(Math.abs(row[cell * 16 + 8]! - mean) <= 2, `${cell}`);
  });

  it("of one pixel, and at the picture's edge, is no trouble", () => {
    for (const odd of [
      { left: 0, top: 0, width: 1, height: 1 },
      { left: width - 1, top: 0, width: 1, height: height },
      { left: 0, top: 0, width, height },
    ])
      assert.equal(blurRegions(fine, [odd]).data.length, fine.data.length);
  });
});
