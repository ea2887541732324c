import assert from "node:assert/strict";
import { mkdir, readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { modelSlots, openModels } from "../src/index.ts";
import { installModel } from "./fixtures/make-model.ts";
import { temporaryFolder } from "./fixtures/temporary.ts";

const calibration = {
  type: "platt",
  params: { slope: 1, intercept: 0 },
  datasetId: `sha256:${"0".repeat(64)}`,
  n: 200,
  auc: 0.9,
  fprAt: { "0.5": 0.1 },
} as const;

/** Installs one good model beside one that `spoil` changes, and gives the problem of that one. */
async function problemAfter(t: TestContext, spoil: (folder: string) => Promise<unknown>): Promise<string> {
  const dir = await temporaryFolder(t);
  await installModel(dir, "brightness", { id: "good" });
  await spoil(await installModel(dir, "brightness", { id: "spoilt" }));
  const { models, problems } = await openModels(dir);
  assert.deepEqual(
    models.map(({ manifest }) => manifest.id),
    ["good"],
  );
  assert.deepEqual(
    problems.map(({ id }) => id),
    ["spoilt"],
  );
  return problems[0]!.error.code;
}

async function edit(folder: string, change: (manifest: Record<string, unknown>) => object): Promise<void> {
  const path = join(folder, "model.json");
  await writeFile(path, JSON.stringify(change(JSON.parse(await readFile(path, "utf8")))));
}

test("another file than the manifest names is refused, and no other model with it", async (t) => {
  assert.equal(await problemAfter(t, (folder) => edit(folder, (manifest) => ({ ...manifest, sha256: "0".repeat(64) }))), "hash_mismatch");
});

test("a file that was cut short is refused", async (t) => {
  assert.equal(await problemAfter(t, (folder) => truncate(join(folder, "model.onnx"), 100)), "hash_mismatch");
});

test("a file larger than a model may be is refused without being read", async (t) => {
  assert.equal(await problemAfter(t, (folder) => truncate(join(folder, "model.onnx"), 2 ** 30)), "file_too_large");
});

const broken: Record<string, (manifest: Record<string, unknown>) => object> = {
  "an unknown key": (manifest) => ({ ...manifest, extra: 1 }),
  "an id that is not the folder's name": (manifest) => ({ ...manifest, id: "other" }),
  "no licence": ({ licence: _, ...manifest }) => manifest,
  "a picture of 5,000 by 5,000": ({ input, ...manifest }) => ({
    ...manifest,
    input: { ...(input as object), width: 5_000, height: 5_000 },
  }),
  "a std of 0": ({ input, ...manifest }) => ({ ...manifest, input: { ...(input as object), std: [0, 1, 1] } }),
  "an action that rejects": (manifest) => ({ ...manifest, action: "reject" }),
  "a calibration that falls": (manifest) => ({ ...manifest, calibration: { ...calibration, params: { slope: -1, intercept: 0 } } }),
  "a calibration on fewer than 100 pictures": (manifest) => ({ ...manifest, calibration: { ...calibration, n: 99 } }),
  "a calibration worse than chance": (manifest) => ({ ...manifest, calibration: { ...calibration, auc: 0.36 } }),
  "an isotonic map that falls": (manifest) => ({
    ...manifest,
    calibration: { ...calibration, type: "isotonic", params: { x: [0, 1], y: [0.9, 0.1] } },
  }),
};

for (const [what, change] of Object.entries(broken))
  test(`a manifest with ${what} is refused`, async (t) => {
    assert.equal(await problemAfter(t, (folder) => edit(folder, change)), "manifest_invalid");
  });

test("a manifest that is not JSON, and a folder without one, are problems with their names", async (t) => {
  assert.equal(await problemAfter(t, (folder) => writeFile(join(folder, "model.json"), "{")), "manifest_invalid");
  const dir = await temporaryFolder(t);
  await mkdir(join(dir, "empty"));
  assert.deepEqual(
    (await openModels(dir)).problems.map(({ id, error }) => [id, error.code]),
    [["empty", "manifest_missing"]],
  );
});

test("a model about text is refused: there is nothing to run it", async (t) => {
  assert.equal(await problemAfter(t, (folder) => edit(folder, (manifest) => ({ ...manifest, task: "toxicity" }))), "task_unsupported");
});

test("a folder that is not there is a problem; no folder is none", async (t) => {
  const { models, problems } = await openModels(join(await temporaryFolder(t), "absent"));
  assert.deepEqual([models, problems.map(({ error }) => error.code)], [[], ["folder_unreadable"]]);
  assert.deepEqual(await openModels(undefined), { models: [], problems: [] });
});

test("no more than sixteen models are opened, and the rest are named", async (t) => {
  const dir = await temporaryFolder(t);
  for (let at = 10; at < 28; at += 1) await installModel(dir, "brightness", { id: `model-${at}` });
  const { models, problems } = await openModels(dir);
  assert.equal(models.length, 16);
  assert.deepEqual(
    problems.map(({ id, error }) => [id, error.code]),
    [
      ["model-26", "too_many_models"],
      ["model-27", "too_many_models"],
    ],
  );
});

test("an empty slot says that no model is installed", () => {
  const slots = modelSlots({ models: [], problems: [] });
  assert.deepEqual(
    slots.map(({ task }) => task),
    ["synthetic", "splice", "recapture", "nsfw", "toxicity"],
  );
  for (const { status, code, explanation } of slots)
    assert.deepEqual([status, code, explanation], ["not_evaluated", "model_missing", "no model installed"]);
});

test("a slot is ready only with a calibrated model and a runtime", async (t) => {
  const dir = await temporaryFolder(t);
  await installModel(dir, "brightness", { id: "not-yet", task: "splice" });
  await installModel(dir, "brightness", {
    id: "measured",
    task: "nsfw",
    calibration: { ...calibration, params: { slope: 1, intercept: 0 } },
  });
  const opened = await openModels(dir);
  const told = Object.fromEntries(modelSlots(opened, true).map(({ task, explanation }) => [task, explanation]));
  assert.deepEqual([told.splice, told.nsfw, told.synthetic], ["not calibrated", "evaluated by an operator's model", "no model installed"]);
  for (const { status, explanation } of modelSlots(opened, false))
    assert.deepEqual([status, explanation], ["not_evaluated", "runtime not installed"]);
});
