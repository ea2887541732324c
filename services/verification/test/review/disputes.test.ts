import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, afterEach, before, describe, test } from "node:test";
import { playerInternal } from "@oneheart/contracts/internal";
import { newPicture } from "@oneheart/testing";
import { sql } from "kysely";
import { historyStore } from "../../src/rule-sets/history-store.ts";
import { code, openReviewWorld, type ReviewWorld } from "../support/review-world.ts";

describe("a dispute of what rules approved", () => {
  let world: ReviewWorld;
  before(async () => {
    world = await openReviewWorld();
  });
  after(() => world.app.stop());
  afterEach(async () => {
    await sql`UPDATE review_items SET status = 'closed', closed_at = now(), holder_id = NULL, held_until = NULL WHERE status = 'open'`.execute(
      world.app.db,
    );
  });

  async function dispute(proof_id: string, about: Parameters<ReviewWorld["witness"]>[1] = {}) {
    await world.witness(proof_id, { verdict: "dispute", ...about });
    await world.app.settled();
  }
  const isQueued = async (proof_id: string) => (await world.queue()).some((item) => item.proof_id === proof_id);
  const itemsOf = async (proof_id: string) => {
    const { rows } = await sql<{ purpose: string; disputed: boolean }>`
      SELECT purpose, disputed FROM review_items WHERE proof_id = ${proof_id} ORDER BY id`.execute(world.app.db);
    return rows;
  };

  test("makes people look, and takes nothing until two of them say so; then it is a reversal", async () => {
    const { proof_id, quest } = await world.automatic();
    const told = world.app.eventsOf("proof.decided").length;
    await dispute(proof_id);
    assert.equal((await world.assessment(proof_id)).status, "verified");
    assert.equal(world.app.eventsOf("proof.decided").length, told, "nobody is told");

    const [first, second] = [world.reviewer(), world.reviewer()];
    const review = (await world.claim(first))!;
    assert.deepEqual([review.proof_id, review.kind, review.due_at], [proof_id, "review", null]);
    await world.decide(proof_id, "reject", first, "staged");
    assert.equal((await world.assessment(proof_id)).status, "verified");
    await world.decide(proof_id, "reject", second, "staged");
    await world.app.settled();
    assert.equal((await world.assessment(proof_id)).status, "rejected");
    const reversed = world.app.eventsOf("action.reversed").filter((event) => event.proof_id === proof_id);
    assert.deepEqual(
      reversed.map(({ quest_id, reason_code }) => [quest_id, reason_code]),
      [[quest.facts.quest_id, "staged"]],
    );
  });

  test("is one item however many dispute it, at once too, and who they are is shown to nobody", async () => {
    const { proof_id } = await world.verified();
    const witnesses = Array.from({ length: 8 }, () => world.app.user("reviewer"));
    await Promise.all(witnesses.map(({ playerId }) => world.witness(proof_id, { verdict: "dispute", witness_id: playerId })));
    await world.app.settled();
    assert.deepEqual(await itemsOf(proof_id), [{ purpose: "audit", disputed: true }]);
    assert.equal(await world.claim(witnesses[0]!), null, "never to who disputes it");
    await assert.rejects(world.decide(proof_id, "reject", witnesses[1]!), code("reviewer_not_eligible"));
    const shown = await world.look(proof_id, world.reviewer());
    for (const { playerId } of witnesses) assert.ok(!JSON.stringify(shown).includes(playerId));
    assert.ok(!shown.flags.includes("disputed"));
  });

  test("that people found wrong is final, whoever disputes it again", async () => {
    const { proof_id } = await world.verified();
    await dispute(proof_id);
    await world.decide(proof_id, "approve", world.reviewer(), "convincing");
    assert.equal(await isQueued(proof_id), false);
    await dispute(proof_id);
    assert.equal((await itemsOf(proof_id)).length, 1);
    assert.equal((await world.assessment(proof_id)).status, "verified");
  });

  test("after an audit that was drawn and passed makes others look, and during one nobody else", async () => {
    await world.policy({ audit_bps: 10_000 });
    const { proof_id } = await world.automatic();
    await world.policy({ audit_bps: 0 });
    await dispute(proof_id);
    assert.equal((await itemsOf(proof_id)).length, 1);
    const first = world.reviewer();
    await world.decide(proof_id, "approve", first);
    await dispute(proof_id);
    assert.deepEqual(await itemsOf(proof_id), [
      { purpose: "audit", disputed: false },
      { purpose: "audit", disputed: true },
    ]);
    assert.equal(await world.claim(first), null);
    assert.equal((await world.claim(world.reviewer()))?.proof_id, proof_id);
  });

  test("counts as for a quorum: from who could have seen it, and not against those whose word weighs more", async () => {
    const { proof_id } = await world.verified();
    await dispute(proof_id, { plausible: false });
    assert.equal(await isQueued(proof_id), false);
    await world.witness(proof_id, { weight: 400 });
    await dispute(proof_id, { weight: 300 });
    assert.equal(await isQueued(proof_id), false);
    await dispute(proof_id, { weight: 300 });
    assert.equal(await isQueued(proof_id), true);
  });

  test("that rules knew of when they approved, from the same circle too, is theirs to weigh", async () => {
    const circle = randomUUID();
    const release = world.holdAnalysis();
    const quest = await world.quest({ witnesses_required: 1 });
    const proof_id = await world.submit(quest, await newPicture());
    await world.witness(proof_id);
    await world.witness(proof_id, { verdict: "dispute", circle });
    release();
    await world.app.settled();
    const { status, flags } = await world.assessment(proof_id);
    assert.deepEqual([status, flags], ["verified", ["disputed"]]);
    await dispute(proof_id, { circle });
    assert.equal(await isQueued(proof_id), false);
    await dispute(proof_id);
    assert.equal(await isQueued(proof_id), true);
  });

  test("does nothing when people approved it, when an appeal would be too late, or when its player was erased", async () => {
    const approved = await world.waiting();
    await world.decide(approved.proof_id, "approve", world.reviewer());
    const [old, gone] = [await world.verified(), await world.verified()];
    const erased_name = `erased-${randomUUID().slice(0, 8)}`;
    await world.app.emit(playerInternal.events.playerErased, { player_id: gone.quest.player.playerId, erased_name });
    await world.app.settled();
    await dispute(gone.proof_id);
    world.app.clock.advance({ days: 14, minutes: 1 });
    for (const { proof_id } of [approved, old]) await dispute(proof_id);
    for (const { proof_id } of [approved, old, gone]) assert.equal(await isQueued(proof_id), false);
  });

  test("is no draw: what people find then stands for no other proof when a score is fitted", async () => {
    await world.policy({ audit_bps: 10_000 });
    const drawn = await world.automatic();
    await world.policy({ audit_bps: 0 });
    const disputed = await world.verified();
    await dispute(disputed.proof_id);
    for (const { proof_id } of [drawn, disputed]) await world.decide(proof_id, "approve", world.reviewer());
    await dispute(drawn.proof_id);
    await world.decide(drawn.proof_id, "approve", world.reviewer());
    const labels = await historyStore(world.app).labels(1000);
    const of = (id: string) => labels.filter(({ proof_id }) => proof_id === id).map(({ authentic, audit }) => [authentic, audit]);
    assert.deepEqual([of(drawn.proof_id), of(disputed.proof_id)], [[[true, true]], [[true, false]]]);
  });
});
