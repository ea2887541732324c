import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Principal } from "@oneheart/kernel";
import { newPicture } from "@oneheart/testing";
import { code, openReviewWorld, type ReviewWorld, type Waiting } from "../support/review-world.ts";
import * as reviewing from "../support/reviewing.ts";

/** Hand-ins of this world report three. */
describe("people helped", () => {
  let world: ReviewWorld;
  before(async () => {
    world = await openReviewWorld();
    await world.policy({ second_opinion_from_tokens: 1_000_000 });
  });
  after(() => world.app.stop());

  async function handedIn(): Promise<Waiting> {
    const waiting = await world.waiting();
    await world.handIn(waiting.quest, [waiting.proof_id]);
    await world.app.settled();
    return waiting;
  }
  const approve = ({ proof_id }: Waiting, beneficiaries_confirmed: number | undefined, as: Principal = world.reviewer()) =>
    reviewing.decide(world.app, proof_id, { decision: "approve", reason_code: "other", beneficiaries_confirmed }, as);
  async function counted({ quest }: Waiting) {
    await world.app.settled();
    return world.decisions(quest).verified.map((event) => [event.beneficiaries_count, event.beneficiaries_confirmed]);
  }

  test("count as far as the reviewer confirms them, and not at all when nothing is said", async () => {
    for (const [said, counts] of [
      [2, 2],
      [3, 3],
      [0, 0],
      [undefined, 0],
    ] as const) {
      const waiting = await handedIn();
      await approve(waiting, said);
      assert.deepEqual(await counted(waiting), [[3, counts]]);
    }
  });

  test("cannot be confirmed beyond what was reported, nor in a rejection", async () => {
    const waiting = await handedIn();
    await assert.rejects(approve(waiting, 4), code("more_than_reported"));
    const reject = { decision: "reject", reason_code: "staged", beneficiaries_confirmed: 1 } as const;
    await assert.rejects(reviewing.decide(world.app, waiting.proof_id, reject, world.reviewer()), code("more_than_reported"));
    await approve(waiting, 3);
  });

  test("confirmed before the quest is handed in count up to what is reported then", async () => {
    const waiting = await world.waiting();
    await approve(waiting, 50);
    await world.handIn(waiting.quest, [waiting.proof_id]);
    await world.app.settled();
    assert.deepEqual(await counted(waiting), [[3, 3]]);
  });

  test("of two reviewers who agree the more careful one counts", async () => {
    const [first, second] = [world.reviewer(), world.reviewer()];
    const waiting = await handedIn();
    await world.policy({ second_opinion_bps: 10_000 });
    await approve(waiting, 3, first);
    await approve(waiting, 1, second);
    await world.policy({ second_opinion_bps: 0 });
    assert.deepEqual(await counted(waiting), [[3, 1]]);
  });

  test("of several proofs that count which show the most", async () => {
    const waiting = await world.waiting();
    const other = await world.submit(waiting.quest, await newPicture(), { nonce: undefined });
    await world.handIn(waiting.quest, [waiting.proof_id, other]);
    await world.app.settled();
    await approve(waiting, 1);
    await approve({ ...waiting, proof_id: other }, 2);
    assert.deepEqual(await counted(waiting), [[3, 2]]);
  });

  test("are shown to the reviewer with what confirming them pays, once they are reported", async () => {
    const early = await world.waiting();
    const shown = await world.look(early.proof_id, world.reviewer());
    assert.deepEqual([shown.task.reported_beneficiaries, shown.task.beneficiaries_pay], [null, null]);
    const { task } = await world.look((await handedIn()).proof_id, world.reviewer());
    assert.deepEqual([task.reported_beneficiaries, task.beneficiaries_pay], [3, { each_minor: 50, all_minor: 150 }]);
  });

  test("that nobody looked at count for nothing", async () => {
    assert.deepEqual(await counted(await world.automatic()), [[3, 0]]);
  });
});
