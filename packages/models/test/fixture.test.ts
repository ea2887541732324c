import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { makeManifest, makeModel } from "./fixtures/make-model.ts";

const committed = new URL("fixtures/brightness/", import.meta.url);

test("the script that is kept makes the committed model, bit for bit", async () => {
  const bytes = makeModel();
  assert.deepEqual(await readFile(new URL("model.onnx", committed)), bytes);
  assert.deepEqual(JSON.parse(await readFile(new URL("model.json", committed), "utf8")), makeManifest(bytes));
});
