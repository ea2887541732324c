import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, type TestContext, test } from "node:test";
import { type EvidenceModel, ModelError, type ModelScore, openModel, releaseModel } from "../src/index.ts";
import { loadRuntime } from "../src/run/runtime.ts";
import { score } from "../src/score.ts";
import { installModel, makeManifest, makeModel, type TestModel } from "./fixtures/make-model.ts";
import { plain } from "./fixtures/pictures.ts";
import { temporaryFolder } from "./fixtures/temporary.ts";

after(releaseModel);

/** Takes the model at its word. */
const asItIs = {
  type: "platt",
  params: { slope: 1, intercept: 0 },
  datasetId: `sha256:${"1".repeat(64)}`,
  n: 200,
  auc: 0.9,
  fprAt: {},
} satisfies EvidenceModel["calibration"];

async function scored(t: TestContext, background: string, changes: Partial<EvidenceModel> = {}, kind: TestModel = "brightness") {
  const folder = await installModel(await temporaryFolder(t), kind, { calibration: asItIs, ...changes });
  return score(await openModel(folder), await plain(background));
}

function failure(result: ModelScore): string[] {
  assert.notEqual(result.status, "ok");
  return result.status === "ok" ? [] : [result.status, result.code];
}

test("a score is the calibrated probability, its capped log-odds and the model it came from", async (t) => {
  // Every channel of #888 is 0.0667 after mean and std; three of them by 4 give 0.8.
  const result = await scored(t, "#888");
  assert.ok(result.status === "ok");
  assert.ok(Math.abs(result.raw - 0.8) < 0.05);
  assert.ok(Math.abs(result.probability - 1 / (1 + Math.exp(-0.8))) < 0.01);
  assert.ok(Math.abs(result.log_odds - 0.8) < 0.05);
  const { sha256 } = makeManifest(makeModel());
  assert.deepEqual(result.model, {
    id: "brightness",
    version: "1",
    task: "synthetic",
    sha256,
    dataset_id: asItIs.datasetId,
    action: "review",
    measured: null,
  });
});

test("no score goes further than maxLogOdds, either way", async (t) => {
  const bright = await scored(t, "#fff", { maxLogOdds: 2 });
  const dark = await scored(t, "#000", { maxLogOdds: 2 });
  assert.deepEqual([bright.status === "ok" && bright.log_odds, dark.status === "ok" && dark.log_odds], [2, -2]);
});

test("an isotonic calibration is followed between its points", async (t) => {
  const calibration = { ...asItIs, type: "isotonic" as const, params: { x: [-1.6, 1.6], y: [0.2, 0.8] } };
  const result = await scored(t, "#888", { calibration });
  assert.ok(result.status === "ok" && Math.abs(result.probability - 0.65) < 0.01);
});

test("the same picture and model give the same score, bit for bit", async (t) => {
  assert.deepEqual(await scored(t, "#987"), await scored(t, "#987"));
});

test("a model without calibration refuses to score", async (t) => {
  const result = await scored(t, "#888", { calibration: undefined });
  assert.deepEqual(failure(result), ["not_evaluated", "not_calibrated"]);
  assert.equal(result.status !== "ok" && result.explanation, "not calibrated");
});

test("a model that answers NaN, or a probability beyond 1, is an error and no score", async (t) => {
  assert.deepEqual(failure(await scored(t, "#fff", {}, "nan")), ["error", "output_invalid"]);
  assert.deepEqual(failure(await scored(t, "#fff", {}, "unbounded")), ["error", "output_invalid"]);
});

test("a model of another shape than its manifest tells is an error", async (t) => {
  const input = makeManifest(makeModel()).input;
  assert.deepEqual(failure(await scored(t, "#fff", { input: { ...input, width: 16 } })), ["error", "shape_mismatch"]);
  assert.deepEqual(failure(await scored(t, "#fff", { input: { ...input, layout: "NHWC" } })), ["error", "shape_mismatch"]);
  assert.deepEqual(failure(await scored(t, "#fff", { output: { kind: "probability", index: 1 } })), ["error", "shape_mismatch"]);
});

test("a file that was exchanged after it was opened does not run", async (t) => {
  const folder = await installModel(await temporaryFolder(t), "brightness", { calibration: asItIs });
  const model = await openModel(folder);
  await writeFile(join(folder, "model.onnx"), makeModel("uncertain"));
  assert.deepEqual(failure(await score(model, await plain("#888"))), ["error", "hash_mismatch"]);
});

test("a file that is no ONNX model, though the manifest names it, is an error", async (t) => {
  for (const bytes of [makeModel().subarray(0, 100), Buffer.from("not a model"), Buffer.alloc(0)]) {
    const folder = await installModel(await temporaryFolder(t), "brightness");
    await writeFile(join(folder, "model.onnx"), bytes);
    await writeFile(join(folder, "model.json"), JSON.stringify(makeManifest(bytes, { calibration: asItIs })));
    assert.deepEqual(failure(await score(await openModel(folder), await plain("#888"))), ["error", "model_unusable"]);
  }
});

test("a model that failed once is tried again when it is asked again", async (t) => {
  const folder = await installModel(await temporaryFolder(t), "brightness", { calibration: asItIs });
  const model = await openModel(folder);
  const picture = await plain("#888");
  await writeFile(join(folder, "model.onnx"), "");
  assert.deepEqual(failure(await score(model, picture)), ["error", "hash_mismatch"]);
  await writeFile(join(folder, "model.onnx"), makeModel());
  assert.equal((await score(model, picture)).status, "ok");
});

test("a picture that cannot be decoded was not evaluated", async (t) => {
  const model = await openModel(await installModel(await temporaryFolder(t), "brightness", { calibration: asItIs }));
  assert.deepEqual(failure(await score(model, Buffer.from("no picture"))), ["not_evaluated", "picture_unreadable"]);
});

test("scores asked for at once do not mix", async (t) => {
  const dir = await temporaryFolder(t);
  const one = await openModel(await installModel(dir, "brightness", { calibration: asItIs }));
  const other = await openModel(await installModel(dir, "uncertain", { calibration: asItIs }));
  const picture = await plain("#888");
  const scores = await Promise.all([one, other, one, other].map((model) => score(model, picture)));
  assert.deepEqual(
    scores.map((result) => result.status === "ok" && [result.model.id, Math.round(result.raw * 10) / 10]),
    [
      ["brightness", 0.8],
      ["uncertain", 0],
      ["brightness", 0.8],
      ["uncertain", 0],
    ],
  );
});

test("a runtime that is missing is told from one that cannot be loaded", async () => {
  const absent = () => import("onnxruntime-node-that-is-absent" as "onnxruntime-node");
  await assert.rejects(loadRuntime(absent), (error) => error instanceof ModelError && error.code === "runtime_missing");
  const broken = () => Promise.reject(new Error("GLIBC_2.99 not found"));
  await assert.rejects(loadRuntime(broken), (error) => error instanceof ModelError && error.code === "runtime_failed");
});
