import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { type Message, message } from "@oneheart/messages";
import { newPicture } from "@oneheart/testing";
import sharp from "sharp";
import { installModel } from "../../../packages/models/test/fixtures/make-model.ts";
import { openWorld, type World } from "./support/world.ts";

const calibration = {
  type: "platt" as const,
  params: { slope: 1, intercept: 0 },
  datasetId: `sha256:${"1".repeat(64)}`,
  n: 200,
  auc: 0.9,
  fprAt: {},
};

describe("models that an operator installed", () => {
  let world: World;
  before(async () => {
    world = await openWorld();
    const folder = join(world.app.dataDir, "models");
    await installModel(folder, "brightness", { calibration });
    await installModel(folder, "slow", { calibration, task: "splice" });
    await installModel(folder, "uncertain", { task: "recapture" });
  });
  after(() => world.app.stop());

  async function found(media: Buffer) {
    const proof_id = await world.submit(await world.quest(), media);
    await world.app.settled();
    const row = await world.assessment(proof_id);
    return { ...row, signal: (code: string) => row.signals.find((signal) => signal.code === code)! };
  }

  test("are asked: one that finds something sends to a person, and its hash and score stay with the decision", async () => {
    const bright = await sharp(await newPicture())
      .linear(0.6, 100)
      .jpeg({ quality: 90 })
      .toBuffer();
    const { status, decision, signal, facts } = await found(bright);
    assert.deepEqual([status, decision.reason_code, signal("model_synthetic").status], ["in_review", "model_synthetic", "ok"]);
    const { scores } = facts.models as { scores: Array<{ id: string; sha256: string; status: string }> };
    assert.match(scores.find(({ id }) => id === "brightness")!.sha256, /^[0-9a-f]{64}$/);
  });

  test("one that is slow or not calibrated says nothing, empty slots say so, and the rest decides", async () => {
    const dark = await sharp(await newPicture())
      .linear(0.4, 0)
      .jpeg({ quality: 90 })
      .toBuffer();
    const { status, signal } = await found(dark);
    assert.equal(status, "verified");
    assert.equal(signal("model_splice").status, "error");
    const whyOf = (code: string) => (signal(code).explanation as Message).parameters.why;
    assert.deepEqual(whyOf("model_recapture"), message("signal.model.why.not_calibrated"));
    assert.deepEqual(whyOf("model_nsfw"), message("signal.model.why.no_model_installed"));
  });
});
