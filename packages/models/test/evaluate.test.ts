import assert from "node:assert/strict";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, type TestContext, test } from "node:test";
import { evaluateModel, openModel, releaseModel, verifyModel, writeCalibration } from "../src/index.ts";
import { score } from "../src/score.ts";
import { installModel, type TestModel } from "./fixtures/make-model.ts";
import { plain } from "./fixtures/pictures.ts";
import { temporaryFolder } from "./fixtures/temporary.ts";

after(releaseModel);

/** Dark pictures in real/ and bright ones in fake/. */
async function dataSet(folder: string, { real = 50, fake = 50 } = {}): Promise<string> {
  await mkdir(join(folder, "real"), { recursive: true });
  await mkdir(join(folder, "fake", "deeper"), { recursive: true });
  const write = async (path: string, level: number, at: number) => {
    const value = level + (at % 40);
    await writeFile(join(folder, path, `${at}.png`), await plain(`rgb(${value}, ${value}, ${value})`, { seed: at }));
  };
  await Promise.all(Array.from({ length: real }, (_, at) => write("real", 90, at)));
  await Promise.all(Array.from({ length: fake }, (_, at) => write(join("fake", "deeper"), 125, at)));
  return folder;
}

async function installed(t: TestContext, kind: TestModel = "brightness") {
  const folder = await installModel(await temporaryFolder(t), kind);
  return { folder, model: await openModel(folder) };
}

test("a model that tells the kinds apart reaches an AUC near 1, and its calibration is one that verify accepts", async (t) => {
  const { folder, model } = await installed(t);
  assert.deepEqual(await verifyModel(model), ["not calibrated"]);
  const evaluation = await evaluateModel(model, await dataSet(await temporaryFolder(t)));
  assert.ok(evaluation.auc > 0.97, `AUC ${evaluation.auc}`);
  assert.ok(evaluation.auc_interval.lower > 0.9);
  assert.deepEqual([evaluation.real, evaluation.fake, evaluation.unreadable, evaluation.repeated], [50, 50, [], 0]);

  await writeCalibration(folder, evaluation.calibration);
  assert.deepEqual((await readdir(folder)).sort(), ["model.json", "model.onnx"]);
  const measured = await openModel(folder);
  assert.deepEqual(await verifyModel(measured), []);
  const { calibration } = measured.manifest;
  assert.ok(calibration?.type === "platt");
  assert.deepEqual([calibration.n, calibration.auc], [100, evaluation.auc]);
  assert.deepEqual(Object.keys(calibration.fprAt), ["0.5", "0.8", "0.9", "0.95", "0.99"]);

  const bright = await score(measured, await plain("#fff"));
  const dark = await score(measured, await plain("#000"));
  assert.ok(bright.status === "ok" && bright.probability > 0.9);
  assert.ok(dark.status === "ok" && dark.probability < 0.1);
});

test("an evaluation depends on the pictures, not on their names or order", async (t) => {
  const { model } = await installed(t);
  const folder = await dataSet(await temporaryFolder(t));
  const renamed = await temporaryFolder(t);
  for (const [kind, from] of [
    ["real", "real"],
    ["fake", join("fake", "deeper")],
  ] as const) {
    await mkdir(join(renamed, kind));
    for (const name of await readdir(join(folder, from)))
      await writeFile(join(renamed, kind, `x${99 - Number.parseInt(name, 10)}.png`), await readFile(join(folder, from, name)));
  }
  const { calibration } = await evaluateModel(model, folder);
  assert.deepEqual((await evaluateModel(model, renamed)).calibration, calibration);
  await writeFile(join(renamed, "real", "more.png"), await plain("#111", { seed: 200 }));
  assert.notEqual((await evaluateModel(model, renamed)).calibration.datasetId, calibration.datasetId);
});

test("how many fakes the folder holds does not move the calibration's middle", async (t) => {
  const { model } = await installed(t);
  const { calibration } = await evaluateModel(model, await dataSet(await temporaryFolder(t), { real: 50, fake: 200 }));
  assert.ok(calibration.type === "platt");
  // Halfway between the kinds (the means 109.5 and 144.5), where the model's logit is -0.05.
  const middle = -calibration.params.intercept / calibration.params.slope;
  assert.ok(Math.abs(middle + 0.05) < 0.3, `even odds at ${middle}`);
});

test("fewer than 50 pictures of either kind are refused", async (t) => {
  const { model } = await installed(t);
  const folder = await dataSet(await temporaryFolder(t), { real: 49, fake: 60 });
  await assert.rejects(evaluateModel(model, folder), { code: "data_set_invalid", message: /49 real and 60 fake/ });
});

test("files that are no pictures and files that repeat do not count", async (t) => {
  const { model } = await installed(t);
  const folder = await dataSet(await temporaryFolder(t));
  await writeFile(join(folder, "real", "notes.txt"), "not a picture");
  await writeFile(join(folder, "real", "again.png"), await readFile(join(folder, "real", "0.png")));
  const { real, fake, unreadable, repeated } = await evaluateModel(model, folder);
  assert.deepEqual([real, fake, unreadable, repeated], [50, 50, [join("real", "notes.txt")], 1]);
});

test("a picture that is in real/ and in fake/ is refused", async (t) => {
  const { model } = await installed(t);
  const folder = await dataSet(await temporaryFolder(t));
  await writeFile(join(folder, "fake", "same.png"), await readFile(join(folder, "real", "0.png")));
  await assert.rejects(evaluateModel(model, folder), { code: "data_set_invalid" });
});

test("a folder without real/ and fake/ is refused", async (t) => {
  const { model } = await installed(t);
  await assert.rejects(evaluateModel(model, await temporaryFolder(t)), { code: "data_set_invalid" });
});

test("a model that says the same of every picture, or the opposite of the truth, gets no calibration", async (t) => {
  const { model } = await installed(t, "uncertain");
  const folder = await dataSet(await temporaryFolder(t));
  await assert.rejects(evaluateModel(model, folder), { code: "no_better_than_chance" });
  const contrary = await installed(t, "contrary");
  await assert.rejects(evaluateModel(contrary.model, folder), { code: "no_better_than_chance" });
});

test("kinds that differ in format are warned of", async (t) => {
  const { model } = await installed(t);
  const folder = await dataSet(await temporaryFolder(t));
  assert.deepEqual((await evaluateModel(model, folder)).warnings, []);
  const jpeg = await temporaryFolder(t);
  await dataSet(jpeg, { real: 0 });
  const { default: sharp } = await import("sharp");
  for (let at = 0; at < 50; at += 1)
    await writeFile(
      join(jpeg, "real", `${at}.jpg`),
      await sharp(await readFile(join(folder, "real", `${at}.png`)))
        .jpeg()
        .toBuffer(),
    );
  assert.match((await evaluateModel(model, jpeg)).warnings.join(), /100 % of real\/ and 0 % of fake\/ are JPEG/);
});
