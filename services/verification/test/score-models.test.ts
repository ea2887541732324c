import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, type TestContext, test } from "node:test";
import { type EvidenceModel, openModel, openModels } from "@oneheart/models";
import { createProcessPool, type PoolOptions } from "@oneheart/process-pool";
import { installModel, type TestModel } from "../../../packages/models/test/fixtures/make-model.ts";
import { plain } from "../../../packages/models/test/fixtures/pictures.ts";
import { scoreModels } from "../src/workers/score-models.ts";

const dir = await mkdtemp(join(tmpdir(), "oneheart-score-"));
after(() => rm(dir, { recursive: true }));

const calibration: EvidenceModel["calibration"] = {
  type: "platt",
  params: { slope: 1, intercept: 0 },
  datasetId: `sha256:${"3".repeat(64)}`,
  n: 200,
  auc: 0.9,
  fprAt: {},
};

const opened = async (kind: TestModel, changes: Partial<EvidenceModel> = { calibration }) =>
  openModel(await installModel(dir, kind, changes));

function poolFor(t: TestContext, options: Partial<PoolOptions> = {}) {
  const pool = createProcessPool({ size: 1, memory_mib: 400, timeout_ms: 120_000, start_ms: 120_000, ...options });
  t.after(() => pool.stop());
  return pool;
}

test("each model answers for itself, in another process", async (t) => {
  const models = [await opened("brightness"), await opened("nan"), await opened("uncertain", {})];
  const pool = poolFor(t);
  const scores = await scoreModels(pool, models, await plain("#888"), 120_000);
  assert.deepEqual(
    scores.map((score) => [score.model.id, score.status, score.status === "ok" ? Math.round(score.raw * 10) / 10 : score.code]),
    [
      ["brightness", "ok", 0.8],
      ["nan", "error", "output_invalid"],
      ["uncertain", "not_evaluated", "not_calibrated"],
    ],
  );
  assert.equal(pool.workers, 2);
});

test("a slow model ends at its time limit, and that is its answer", async (t) => {
  const [answer] = await scoreModels(poolFor(t), [await opened("slow")], await plain("#888"), 1_000);
  assert.deepEqual([answer?.status, answer?.status === "error" && answer.code], ["error", "timed_out"]);
});

test("while a model is slow, all others answer", async (t) => {
  const pool = poolFor(t);
  const picture = await plain("#888");
  let isSlowDone = false;
  const slow = assert.rejects(scoreModels(pool, [await opened("slow")], picture, 600_000), { code: "stopped" }).then(() => {
    isSlowDone = true;
  });
  const quick = [await opened("brightness")];
  for (let time = 0; time < 3; time += 1) assert.equal((await scoreModels(pool, quick, picture, 120_000))[0]?.status, "ok");
  assert.equal(isSlowDone, false);
  await pool.stop();
  await slow;
});

test("without models nothing is started", async (t) => {
  const pool = poolFor(t);
  const { models } = await openModels(undefined);
  assert.deepEqual(await scoreModels(pool, models, await plain("#888"), 1_000), []);
  assert.equal(pool.workers, 0);
});
