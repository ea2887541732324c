import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, type TestContext, test } from "node:test";
import sharp from "sharp";
import { installFromCatalogue, openModel, releaseModel, trainHead } from "../src/index.ts";
import { encoderOf, encoderWithHead, withMiddleInBlueGreenRed } from "../src/install/convert.ts";
import { openEncoder } from "../src/run/encoder.ts";
import { rawScore } from "../src/run/raw-score.ts";
import { STRICT_AUC_MIN } from "../src/train/train-head.ts";
import { makeManifest } from "./fixtures/make-model.ts";
import { bytes, floats, integers, model, node, whole } from "./fixtures/onnx.ts";
import { plain } from "./fixtures/pictures.ts";
import { temporaryFolder } from "./fixtures/temporary.ts";

after(releaseModel);

const side = 8;
const red = 127;

/** An encoder as exporters quantise them: the mean of each channel, through a product of whole numbers, to an embedding of three. */
const quantised = model({
  nodes: [
    node("GlobalAveragePool", ["picture"], "average"),
    node("Flatten", ["average"], "flat"),
    node("DynamicQuantizeLinear", ["flat"], ["whole", "scale", "zero"]),
    node("MatMulInteger", ["whole", "weights", "zero"], "products"),
    node("Cast", ["products"], "floats", whole("to", 1)),
    node("Mul", ["scale", "weights_scale"], "scales"),
    node("Mul", ["floats", "scales"], "product"),
    node("Add", ["product", "one"], "embedding"),
  ],
  constants: [
    bytes("weights", [3, 3], [red, 0, 0, 0, red, 0, 0, 0, red]),
    floats("weights_scale", [1], [1 / red]),
    floats("one", [3], [1, 1, 1]),
  ],
  input: { name: "picture", dims: [1, 3, side, side] },
  output: { name: "embedding", dims: [1, 3] },
});
const head = { weights: [1, 0, 0], bias: -8 };

function entryOf(file: Uint8Array, convert = (given: Uint8Array) => encoderWithHead(given, head)) {
  const calibration = { type: "as_given" as const, datasetId: `sha256:${"0".repeat(64)}`, n: 100, fprAt: {} };
  const { sha256: _, ...manifest } = makeManifest(Buffer.alloc(0), { id: "small", output: { kind: "logit", index: 0 }, calibration });
  const sha256 = createHash("sha256").update(file).digest("hex");
  return { wheel: { name: "small", version: "1", sha256 }, file: { path: "small.onnx", sha256 }, convert, manifest, words: [] };
}

async function inFile(t: TestContext, content: Uint8Array): Promise<string> {
  const file = join(await temporaryFolder(t), "given.onnx");
  await writeFile(file, content);
  return file;
}

async function installed(t: TestContext) {
  const dir = await temporaryFolder(t);
  return { dir, small: await installFromCatalogue(entryOf(quantised), dir, await inFile(t, quantised)) };
}

test("a quantised encoder is installed with exact activations and a head, the same bytes each time", async (t) => {
  const { dir, small } = await installed(t);
  assert.deepEqual(await readdir(dir), ["small"]);
  assert.equal(Buffer.compare(encoderWithHead(quantised, head), await readFile(join(small.folder, "model.onnx"))), 0);

  // Of a plain picture, what goes in is 2 · level - 1 by channel, and the embedding one more.
  const [r, g, b] = [200, 60, 90].map((level) => (2 * level) / 255);
  const expected = (16 * r!) / Math.hypot(r!, g!, b!) - 8;
  const picture = await plain("rgb(200, 60, 90)");
  assert.ok(Math.abs((await rawScore(small, picture)) - expected) < 0.05);

  const encoder = await openEncoder(encoderOf(await readFile(join(small.folder, "model.onnx"))), small.manifest.input);
  t.after(() => encoder.release());
  const [first] = await encoder.embed(picture);
  assert.ok(Math.abs(first! - r! / Math.hypot(r!, g!, b!)) < 0.005);
});

test("what is not the file that was measured is refused, and the model of before stays", async (t) => {
  const { dir, small } = await installed(t);
  const attempts = [
    { file: await inFile(t, quantised.subarray(0, -10)), code: "package_unknown" },
    { file: await inFile(t, Buffer.concat([quantised, Buffer.from("more")])), code: "package_unknown" },
    { file: join(dir, "missing.onnx"), code: "file_missing" },
  ];
  for (const { file, code } of attempts) await assert.rejects(installFromCatalogue(entryOf(quantised), dir, file), { code });
  // The right file, of which no such model can be made.
  const other = Buffer.from("no model at all");
  await assert.rejects(installFromCatalogue(entryOf(other), dir, await inFile(t, other)), { code: "model_unusable" });
  // One that is made, and does not run.
  const broken = entryOf(quantised, (given) => given.slice(0, -20));
  await assert.rejects(installFromCatalogue(broken, dir, await inFile(t, quantised)), { code: "model_unusable" });
  assert.deepEqual(await readdir(dir), ["small"]);
  assert.deepEqual(await openModel(small.folder), small);
});

test("the detector of unsafe pictures is given the middle, as blue, green, red", async (t) => {
  // It answers with the first channel that it is given, averaged over what it sees.
  const file = model({
    nodes: [
      node("Gather", ["input", "first"], "blue", whole("axis", 3)),
      node("ReduceMean", ["blue"], "mean"),
      node("Flatten", ["mean"], "all"),
    ],
    constants: [integers("first", [0])],
    input: { name: "input", dims: [1, 224, 224, 3] },
    output: { name: "all", dims: [1, 1] },
    opset: 9,
  });
  const entry = entryOf(file, withMiddleInBlueGreenRed);
  const input = { width: 256, height: 256, mean: [0, 0, 0], std: [1, 1, 1], layout: "NHWC", crop: "fill" } as const;
  Object.assign(entry.manifest, { input });
  const dir = await temporaryFolder(t);
  const detector = await installFromCatalogue(entry, dir, await inFile(t, file));
  const margin = { top: 16, bottom: 16, left: 16, right: 16, background: "#f00" };
  const blue = sharp({ create: { width: 224, height: 224, channels: 3, background: "#00f" } });
  assert.equal(await rawScore(detector, await blue.extend(margin).png().toBuffer()), 1);
});

/** Photographs that are dark and generated pictures that are bright; or both alike. */
async function pictures(t: TestContext, differ: boolean): Promise<string> {
  const folder = await temporaryFolder(t);
  const groups = { "real/camera": 60, "real/stock": 80, "real/close-ups": 100, "generated/one": 150, "generated/two": 170 };
  let seed = 0;
  for (const [group, level] of Object.entries(groups)) {
    await mkdir(join(folder, group), { recursive: true });
    for (let at = 0; at < (group.startsWith("real") ? 17 : 25); at += 1) {
      const own = (differ ? level : 100) + ((at * 7) % 20);
      seed += 1;
      await writeFile(join(folder, group, `${at}.png`), await plain(`rgb(${own}, 100, 100)`, { seed }));
    }
  }
  return folder;
}

test("a head is fitted again, measured on groups that it did not see, and takes the place of the first", async (t) => {
  const { small } = await installed(t);
  const { model: trained, figures, pictures: count } = await trainHead(small, await pictures(t, true));
  assert.equal(count, 101);
  assert.ok(figures.auc_strict > 0.95, `strict AUC ${figures.auc_strict}`);
  assert.deepEqual(Object.keys(figures.auc_by_generator), ["one", "two"]);
  assert.deepEqual(Object.keys(figures.flagged_by_source), ["camera", "close-ups", "stock"]);
  const { version, measured, calibration } = trained.manifest;
  assert.match(version, /^1-head-[0-9a-f]{8}$/);
  assert.deepEqual([measured?.auc_strict, calibration?.type], [Math.round(figures.auc_strict * 1000) / 1000, "platt"]);
  assert.ok((await rawScore(trained, await plain("rgb(170, 100, 100)"))) > (await rawScore(trained, await plain("rgb(70, 100, 100)"))));
});

test("a head that tells nothing apart is refused, and so are too few pictures", async (t) => {
  const { small } = await installed(t);
  await assert.rejects(trainHead(small, await pictures(t, false)), (error: Error & { code?: string }) => {
    return error.code === "no_better_than_chance" && error.message.includes(String(STRICT_AUC_MIN));
  });
  await assert.rejects(trainHead(small, await temporaryFolder(t)), { code: "data_set_invalid" });
  const mixed = await temporaryFolder(t);
  for (const kind of ["real", "generated"]) await mkdir(join(mixed, kind, "one"), { recursive: true });
  await assert.rejects(trainHead(small, mixed), { code: "data_set_invalid", message: /one is a folder of real\/ and of generated\// });
  assert.deepEqual(await openModel(small.folder), small);
});
