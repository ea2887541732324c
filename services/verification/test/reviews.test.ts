import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { proofContract, verificationContract } from "@oneheart/contracts";
import { verificationInternal } from "@oneheart/contracts/internal";
import { encodeCursor, isOperationError, type Principal } from "@oneheart/kernel";
import { newPicture } from "@oneheart/testing";
import { sql } from "kysely";
import * as reviewing from "./support/reviewing.ts";
import { openWorld, type Quest, type World } from "./support/world.ts";

const { listReviews } = verificationContract.operations;
const { assessments } = verificationInternal.operations;
const code = (expected: string) => (error: unknown) => isOperationError(error, expected) || assert.fail(`not ${expected}: ${error}`);

describe("proofs that wait for a person", () => {
  let world: World;
  let reviewer: Principal;
  before(async () => {
    world = await openWorld();
    reviewer = world.app.user("reviewer");
  });
  after(() => world.app.stop());

  async function waiting(more: Parameters<World["submit"]>[2] = { nonce: undefined }): Promise<{ proof_id: string; quest: Quest }> {
    const quest = await world.quest();
    const proof_id = await world.submit(quest, await newPicture(), more);
    await world.app.settled();
    assert.equal((await world.assessment(proof_id)).status, "in_review");
    return { proof_id, quest };
  }
  const decide = (proof_id: string, decision: "approve" | "reject", as = reviewer, more: { note?: string; key?: string } = {}) =>
    reviewing.decide(world.app, proof_id, { decision, reason_code: "other", note: more.note }, as, more.key);
  const eventsOf = (proof_id: string) => world.app.eventsOf("proof.decided").filter((event) => event.proof_id === proof_id);

  test("are listed riskiest first, page by page, each once, and nothing that is decided", async () => {
    const calm = await waiting();
    const mocked = await waiting({ mock_location: true });
    const calmLater = await waiting();
    const away = await waiting({ lat: 41.9, lng: 12.5 });
    const worst = await waiting({ lat: 41.9, lng: 12.5, mock_location: true, nonce: undefined });
    const verified = await world.submit(await world.quest(), await newPicture());
    await world.app.settled();

    const listed: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await world.app.call(listReviews, { limit: 2, cursor }, { as: world.app.user("admin") });
      for (const item of page.items) {
        listed.push(item.subject!.proof_id);
        assert.equal(item.reward_at_stake, 5);
        assert.ok(item.signals.length > 5);
      }
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    assert.deepEqual(
      listed,
      [worst, away, mocked, calm, calmLater].map(({ proof_id }) => proof_id),
    );
    assert.ok(!listed.includes(verified));
  });

  test("are for reviewers and administrators, whose looking is recorded", async () => {
    for (const role of ["player", "sponsor", "government"] as const)
      await assert.rejects(world.app.call(listReviews, {}, { as: world.app.user(role) }), code("forbidden"));
    const admin = world.app.user("admin");
    await world.app.call(listReviews, {}, { as: admin });
    const { rows } = await sql<{ operation: string }>`SELECT operation FROM audit_log WHERE actor_id = ${admin.playerId}`.execute(
      world.app.db,
    );
    assert.deepEqual(rows, [{ operation: "verification.listReviews" }]);
  });

  test("a cursor of another list is refused", async () => {
    const bad = ["x", encodeCursor([1]), encodeCursor(["1", randomUUID()]), encodeCursor([1.5, randomUUID()]), encodeCursor([1, "x"])];
    for (const cursor of bad) await assert.rejects(world.app.call(listReviews, { cursor }, { as: reviewer }), code("invalid_input"));
  });

  test("one that is approved is verified, with who did it and why, and keeps its score", async () => {
    const { proof_id, quest } = await waiting();
    const { score } = await world.assessment(proof_id);
    const answer = await decide(proof_id, "approve", reviewer, { note: "I know this street." });
    assert.deepEqual([answer.decision, answer.reason_code], ["approve", "other"]);
    const { items } = await world.app.call(assessments, { proof_ids: [proof_id, randomUUID()] }, { as: "system" });
    const known = items[0]!;
    assert.deepEqual([items.length, known.status, known.authenticity_score, known.calibrated], [1, "verified", score, false]);
    const { outcome, decided_by, reviewer_id, reason_code, note } = known.decision!;
    assert.deepEqual(
      { outcome, decided_by, reviewer_id, reason_code, note },
      {
        outcome: "verified",
        decided_by: "reviewer",
        reviewer_id: reviewer.playerId,
        reason_code: "other",
        note: "I know this street.",
      },
    );
    await world.app.settled();
    assert.deepEqual(
      eventsOf(proof_id).map((event) => event.status),
      ["in_review", "verified"],
    );
    const proof = await world.app.call(proofContract.operations.getProof, { id: proof_id }, { as: quest.player });
    assert.deepEqual([proof.status, proof.decision], ["verified", { ...known.decision, reviewer_id: null, note: null }]);
  });

  test("one that is rejected is rejected", async () => {
    const { proof_id } = await waiting();
    await decide(proof_id, "reject");
    await world.app.settled();
    assert.equal(eventsOf(proof_id).at(-1)?.status, "rejected");
  });

  test("words in any script are kept, and half a character does no harm", async () => {
    const { proof_id } = await waiting();
    const note = "ดีมาก 🌳\n<b>bold</b> '; --";
    await decide(proof_id, "approve", reviewer, { note: `${note}\ud83c` });
    assert.equal((await world.assessment(proof_id)).decision.note, `${note}\ufffd`);
  });

  test("one that nobody sent is not found", async () => {
    await assert.rejects(decide(randomUUID(), "approve"), code("review_not_held"));
  });

  test("nobody decides about one's own", async () => {
    const { proof_id, quest } = await waiting();
    for (const role of ["reviewer", "admin"] as const) {
      const self = world.app.user(role, quest.facts.player_id);
      assert.notEqual((await reviewing.claim(world.app, self))?.proof_id, proof_id);
      await assert.rejects(decide(proof_id, "approve", self), code("reviewer_not_eligible"), "even if they held it");
    }
    await assert.rejects(decide(proof_id, "approve", quest.player), code("forbidden"));
    assert.equal((await world.assessment(proof_id)).status, "in_review");
  });

  test("what is decided is not open, whoever decided it", async () => {
    const { proof_id } = await waiting();
    await decide(proof_id, "reject");
    await assert.rejects(decide(proof_id, "approve"), code("review_not_held"));
    const byRules = await world.submit(await world.quest(), await newPicture());
    await world.app.settled();
    await assert.rejects(decide(byRules, "reject"), code("review_not_held"));
  });

  test("of ten decisions of its holder at once exactly one wins, and one is told", async () => {
    const { proof_id, quest } = await waiting();
    await world.handIn(quest, [proof_id]);
    await world.app.settled();
    await reviewing.handTo(world.app, proof_id, reviewer);
    const tries = Array.from({ length: 10 }, (_, index) => {
      return decide(proof_id, index % 2 === 0 ? "approve" : "reject");
    });
    const results = await Promise.allSettled(tries);
    const won = results.filter((result) => result.status === "fulfilled");
    assert.equal(won.length, 1);
    for (const result of results) if (result.status === "rejected") code("review_not_held")(result.reason);
    await world.app.settled();
    const { status, decision } = await world.assessment(proof_id);
    const expected = won[0]!.value.decision === "approve" ? "verified" : "rejected";
    assert.deepEqual([status, decision.reviewer_id], [expected, reviewer.playerId]);
    assert.equal(eventsOf(proof_id).length, 2);
    const { verified, rejected } = world.decisions(quest);
    assert.equal(verified.length + rejected.length, 1);
    assert.equal(verified.length === 1, status === "verified");
  });

  test("a decision sent twice under one key is answered as the first time", async () => {
    const { proof_id } = await waiting();
    const key = randomUUID();
    const first = await decide(proof_id, "approve", reviewer, { key });
    assert.deepEqual(await decide(proof_id, "approve", reviewer, { key }), first);
    await assert.rejects(decide(proof_id, "reject", reviewer, { key }), code("idempotency_key_reused"));
  });
});
