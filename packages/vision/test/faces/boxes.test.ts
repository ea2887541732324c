import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { decodeFaces, type FaceBox, oneForEach, regionOf } from "../../src/index.ts";

const face = (left: number, top: number, side: number, score: number): FaceBox => ({ left, top, width: side, height: side, score });

describe("the detector's numbers", () => {
  const layer = () => ({ cells: 2, anchors: 1, scores: new Float32Array(4).fill(-20), boxes: new Float32Array(64) });

  it("are boxes around the middles of their cells, in shares of the view", () => {
    const numbers = layer();
    numbers.scores[3] = 2;
    numbers.boxes.set([12.8, -25.6, 64, 128], 48);
    const [found, ...more] = decodeFaces([numbers], 256, 0.5);
    assert.deepEqual(more, []);
    assert.ok(Math.abs(found!.score - 1 / (1 + Math.exp(-2))) < 1e-6);
    for (const [key, value] of Object.entries({ left: 0.8 - 0.125, top: 0.65 - 0.25, width: 0.25, height: 0.5 }))
      assert.ok(Math.abs(found![key as keyof FaceBox] - value) < 1e-6, key);
  });

  it("below the least score, that are none, or without a size, are no faces", () => {
    const numbers = layer();
    numbers.scores.set([-0.01, Number.NaN, 5, 5]);
    numbers.boxes.set([0, 0, -3, 10], 32);
    numbers.boxes.set([0, 0, 10, 0], 48);
    assert.deepEqual(decodeFaces([numbers], 256, 0.5), []);
  });
});

describe("boxes of several views", () => {
  it("become one for each face, where the surest and those like it say", () => {
    const found = oneForEach([face(100, 100, 40, 0.6), face(104, 104, 40, 0.9), face(300, 100, 40, 0.7)]);
    assert.equal(found.length, 2);
    assert.equal(found[0]!.score, 0.9);
    assert.ok(found[0]!.left > 100 && found[0]!.left < 104);
    assert.deepEqual(found[1], { ...face(300, 100, 40, 0.7), agreeing: 1 });
    assert.equal(found[0]!.agreeing, 2);
  });

  it("that saw a part of a face do not move it", () => {
    assert.deepEqual(oneForEach([face(100, 100, 100, 0.9), face(110, 110, 30, 0.8)]), [{ ...face(100, 100, 100, 0.9), agreeing: 1 }]);
  });
});

describe("the region of a face", () => {
  const picture = { width: 640, height: 480 };

  it("holds hair, ears and chin, in whole pixels", () => {
    const region = regionOf(face(200, 200, 50, 1), picture)!;
    assert.ok(region.left <= 190 && region.left + region.width >= 260);
    assert.ok(region.top <= 185 && region.top + region.height >= 260);
    assert.ok(Object.values(region).every(Number.isInteger));
  });

  it("ends where the picture ends, and there is none for what lies outside of it", () => {
    assert.deepEqual(regionOf(face(-20, -20, 50, 1), picture), { left: 0, top: 0, width: 45, height: 46 });
    assert.equal(regionOf(face(700, 100, 20, 1), picture), undefined);
  });
});
