import assert from "node:assert/strict";
import { test } from "node:test";
import sharp from "sharp";
import { readLuma } from "../../src/pixels/read-luma.ts";
import { pictureInsideBars } from "../../src/pixels/trim.ts";
import { photographs } from "./photographs.ts";

const statusBar = Buffer.from(
  '<svg width="600" height="1300"><text x="20" y="30" font-size="24" fill="#eee">12:45</text><rect x="540" y="12" width="40" height="18" fill="#eee"/></svg>',
);

test("the picture of a screenshot is found under its status bar, whatever the bars' colour", async () => {
  for (const background of ["#000", "#202124", "#fff"]) {
    const shown = await sharp(photographs[2]).resize(600, 400).toBuffer();
    const screenshot = await sharp({ create: { width: 600, height: 1300, channels: 3, background } })
      .composite([{ input: shown, left: 0, top: 450 }, { input: statusBar }])
      .jpeg({ quality: 80 })
      .toBuffer();
    const found = pictureInsideBars(await readLuma(screenshot, 1300));
    assert.ok(found !== undefined);
    for (const [side, expected] of [
      ["left", 0],
      ["top", 450],
      ["width", 600],
      ["height", 400],
    ] as const) {
      assert.ok(Math.abs(found[side] - expected) <= 4, `${background}: ${side} ${found[side]}`);
    }
  }
});

test("a photograph without bars is left whole", async () => {
  for (const jpeg of photographs) assert.equal(pictureInsideBars(await readLuma(jpeg)), undefined);
});

test("a picture of one colour has no picture inside", () => {
  assert.equal(pictureInsideBars({ width: 200, height: 300, data: new Uint8Array(60_000).fill(10) }), undefined);
});
