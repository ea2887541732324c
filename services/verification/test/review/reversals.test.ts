import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { verificationContract } from "@oneheart/contracts";
import { verificationInternal } from "@oneheart/contracts/internal";
import { sql } from "kysely";
import { code, openReviewWorld, type ReviewWorld, type Waiting } from "../support/review-world.ts";

const { reverseProof } = verificationContract.operations;

describe("an approval that is taken back", () => {
  let world: ReviewWorld;
  before(async () => {
    world = await openReviewWorld();
  });
  after(() => world.app.stop());

  const reversedOf = ({ proof_id }: Waiting) => world.app.eventsOf("action.reversed").filter((event) => event.proof_id === proof_id);
  const reverse = (id: string, as = world.app.user("admin"), key?: string) =>
    world.app.call(reverseProof, { id, reason_code: "staged", note: "seen elsewhere" }, { as, idempotencyKey: key });
  async function approved(): Promise<Waiting> {
    const waiting = await world.waiting();
    await world.handIn(waiting.quest, [waiting.proof_id]);
    await world.app.settled();
    await world.decide(waiting.proof_id, "approve", world.reviewer());
    await world.app.settled();
    assert.equal(world.decisions(waiting.quest).verified.length, 1);
    return waiting;
  }

  test("by an administrator: the proof is rejected, and its action reversed with the reason", async () => {
    const waiting = await approved();
    const answer = await reverse(waiting.proof_id);
    assert.deepEqual([answer.status, answer.decision?.reason_code], ["rejected", "staged"]);
    await world.app.settled();
    const [event, ...more] = reversedOf(waiting);
    assert.deepEqual([event?.quest_id, event?.reason_code, more], [waiting.quest.facts.quest_id, "staged", []]);
    assert.equal(
      world.app
        .eventsOf("proof.decided")
        .filter((told) => told.proof_id === waiting.proof_id)
        .at(-1)?.status,
      "rejected",
    );
    const { rows } = await sql`SELECT FROM integrity_scores WHERE action_id = ${event!.action_id as string}`.execute(world.app.db);
    assert.equal(rows.length, 0);
    await assert.rejects(reverse(waiting.proof_id), code("proof_not_verified"));
  });

  test("is taken back once, of ten who do it at once", async () => {
    const waiting = await approved();
    const tries = await Promise.allSettled(Array.from({ length: 10 }, () => reverse(waiting.proof_id)));
    assert.equal(tries.filter((one) => one.status === "fulfilled").length, 1);
    await world.app.settled();
    assert.equal(reversedOf(waiting).length, 1);
  });

  test("sent twice under one key is answered as the first time", async () => {
    const waiting = await approved();
    const [admin, key] = [world.app.user("admin"), randomUUID()];
    assert.deepEqual(await reverse(waiting.proof_id, admin, key), await reverse(waiting.proof_id, admin, key));
  });

  test("is refused for one's own, for what nobody sent, for a reason that approves, and to reviewers", async () => {
    const { proof_id, quest } = await approved();
    await assert.rejects(reverse(proof_id, world.app.user("admin", quest.player.playerId)), code("own_proof"));
    await assert.rejects(reverse(randomUUID()), code("proof_not_found"));
    await assert.rejects(reverse(proof_id, world.reviewer()), code("forbidden"));
    const approving = world.app.call(reverseProof, { id: proof_id, reason_code: "convincing" }, { as: world.app.user("admin") });
    await assert.rejects(approving, code("reason_not_for_decision"));
  });

  test("before the quest was handed in only rejects the proof", async () => {
    const waiting = await world.waiting();
    await world.decide(waiting.proof_id, "approve", world.reviewer());
    await reverse(waiting.proof_id);
    await world.handIn(waiting.quest, [waiting.proof_id]);
    await world.app.settled();
    assert.deepEqual(reversedOf(waiting), []);
    assert.equal(world.decisions(waiting.quest).rejected.length, 1);
  });

  test("by an audit: a drawn automatic approval is looked at after the reward, and falls when two say so", async () => {
    await world.policy({ audit_bps: 10_000 });
    const waiting = await world.automatic();
    await world.policy({ audit_bps: 0 });
    const [first, second] = [world.reviewer(), world.reviewer()];
    const review = (await world.claim(first))!;
    assert.deepEqual([review.proof_id, review.kind, review.due_at], [waiting.proof_id, "review", null]);
    await world.decide(waiting.proof_id, "reject", first, "screen_or_print");
    assert.equal((await world.assessment(waiting.proof_id)).status, "verified");
    assert.equal((await world.claim(second))?.proof_id, waiting.proof_id);
    await world.decide(waiting.proof_id, "reject", second, "screen_or_print");
    await world.app.settled();
    assert.equal(reversedOf(waiting).length, 1);
    assert.equal((await world.assessment(waiting.proof_id)).status, "rejected");
  });

  test("an audit that is passed changes nothing, and is not repeated", async () => {
    await world.policy({ audit_bps: 10_000 });
    const waiting = await world.automatic();
    const as = world.reviewer();
    assert.equal((await world.claim(as))?.proof_id, waiting.proof_id);
    const told = world.app.eventsOf("proof.decided").length;
    await world.decide(waiting.proof_id, "approve", as);
    await world.app.emit(verificationInternal.events.actionVerified, world.decisions(waiting.quest).verified[0] as never);
    await world.app.settled();
    assert.equal(await world.claim(world.reviewer()), null);
    assert.equal(world.app.eventsOf("proof.decided").length, told);
    await world.policy({ audit_bps: 0 });
  });

  test("what is not drawn is not audited, nor is what a person approved, and nobody can ask for it", async () => {
    const { proof_id } = await world.automatic();
    await assert.rejects(world.decide(proof_id, "reject", world.reviewer()), code("review_not_held"));
    await world.policy({ audit_bps: 10_000 });
    await approved();
    assert.equal(await world.claim(world.reviewer()), null);
    await world.policy({ audit_bps: 0 });
  });
});
