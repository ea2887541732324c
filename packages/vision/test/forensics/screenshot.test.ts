import assert from "node:assert/strict";
import { test } from "node:test";
import sharp from "sharp";
import { detectScreenshot } from "../../src/forensics/screenshot/screenshot.ts";
import { screenshotModel } from "../../src/forensics/screenshot/weights.ts";
import { photograph } from "./pictures.ts";

const features_version = screenshotModel.version;

/** A screen of a conversation, with a photograph in it. */
async function screen(): Promise<Buffer> {
  const inside = (await photograph(2)).resize(500, 330).jpeg().toBuffer();
  const bubbles = Array.from(
    { length: 9 },
    (_, n) => `<rect x="${n % 2 ? 200 : 20}" y="${560 + n * 110}" width="480" height="90" rx="24" fill="#dcf8c6"/>`,
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="720" height="1600"><rect width="720" height="1600" fill="#ece5dd"/>
    <rect width="720" height="120" fill="#075e54"/><circle cx="70" cy="70" r="34" fill="#ffffff"/>${bubbles.join("")}</svg>`;
  return sharp(Buffer.from(svg))
    .composite([{ input: await inside, left: 20, top: 180 }])
    .png()
    .toBuffer();
}

test("real photographs score low, also when made smaller and compressed", async () => {
  for (const number of [1, 2, 3, 4, 5, 6]) {
    const picture = await photograph(number, 1200);
    for (const bytes of [await picture.clone().png().toBuffer(), await picture.clone().resize(500).jpeg({ quality: 70 }).toBuffer()]) {
      const { probability } = await detectScreenshot(bytes);
      assert.ok(probability! < 0.5, `photograph ${number}: ${probability}`);
    }
  }
});

test("a screen with a photograph in it scores high, also when made smaller and compressed", async () => {
  const png = await screen();
  for (const bytes of [
    png,
    await sharp(png).jpeg({ quality: 70 }).toBuffer(),
    await sharp(png).resize(360).jpeg({ quality: 80 }).toBuffer(),
  ]) {
    const { probability } = await detectScreenshot(bytes);
    assert.ok(probability! > 0.5, String(probability));
  }
});

test("the shape of a telephone's screen is told apart, and is no part of the probability", async () => {
  assert.equal((await detectScreenshot(await screen())).screen_shape, true);
  assert.equal((await detectScreenshot(await (await photograph(2)).png().toBuffer())).screen_shape, false);
  const tall = await (await photograph(2, 1200)).resize(400, 860, { fit: "cover" }).png().toBuffer();
  const { screen_shape, probability } = await detectScreenshot(tall);
  assert.ok(screen_shape && probability! < 0.5);
});

test("metadata is no part of the answer", async () => {
  const picture = await photograph(2);
  const plain = await picture.clone().jpeg().toBuffer();
  const stamped = await picture
    .clone()
    .withExif({ IFD0: { Make: "Nikon", Software: "Screenshot" } })
    .jpeg()
    .toBuffer();
  assert.deepEqual(await detectScreenshot(stamped), await detectScreenshot(plain));
});

test("the same bytes give the same numbers, to six decimals", async () => {
  const bytes = await screen();
  const first = await detectScreenshot(bytes);
  assert.deepEqual(await detectScreenshot(Uint8Array.from(bytes)), first);
  assert.equal(first.probability, Number(first.probability!.toFixed(6)));
  assert.deepEqual(JSON.parse(JSON.stringify(first)), first);
});

test("transparent, grey and 16 bit pictures are read", async () => {
  const picture = await photograph(2);
  const variants = [
    picture.clone().ensureAlpha(0.5).png(),
    picture.clone().greyscale().png(),
    picture.clone().toColourspace("rgb16").png(),
  ];
  for (const variant of variants) assert.equal((await detectScreenshot(await variant.toBuffer())).state, "evaluated");
});

test("what cannot be evaluated says why", async () => {
  const picture = await photograph(2);
  const png = await picture.clone().png().toBuffer();
  const refused = async (bytes: Uint8Array, reason: string, pixels_max?: number) =>
    assert.deepEqual(await detectScreenshot(bytes, pixels_max), {
      state: "not_evaluated",
      reason,
      probability: null,
      screen_shape: null,
      features_version,
    });
  await refused(new Uint8Array(0), "unreadable");
  await refused(png.subarray(0, png.length >> 1), "unreadable");
  await refused(png, "unreadable", 1000);
  await refused(await picture.clone().resize(50, 50).png().toBuffer(), "too_small");
});
