import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { proofContract, verificationContract } from "@oneheart/contracts";
import { playerInternal } from "@oneheart/contracts/internal";
import type { Principal } from "@oneheart/kernel";
import { sql } from "kysely";
import { code, openReviewWorld, type ReviewWorld, type Waiting } from "../support/review-world.ts";

const { appealProof, reverseProof } = verificationContract.operations;
const { getProof, listProofs } = proofContract.operations;

describe("an appeal", () => {
  let world: ReviewWorld;
  before(async () => {
    world = await openReviewWorld();
  });
  after(() => world.app.stop());

  const appeal = (id: string, as: Principal, statement = "The sign in the background is the zone's.", key?: string) =>
    world.app.call(appealProof, { id, statement }, { as, idempotencyKey: key });
  const look = ({ proof_id, quest }: Waiting) => world.app.call(getProof, { id: proof_id }, { as: quest.player });
  async function rejected(by = world.reviewer()): Promise<Waiting> {
    const waiting = await world.waiting();
    await world.handIn(waiting.quest, [waiting.proof_id]);
    await world.app.settled();
    await world.decide(waiting.proof_id, "reject", by, "unclear");
    await world.app.settled();
    return waiting;
  }

  test("that is overturned verifies proof and action; the player is told at each step what comes next", async () => {
    const first = world.reviewer();
    const waiting = await rejected(first);
    const { proof_id, quest } = waiting;
    let proof = await look(waiting);
    assert.deepEqual(
      [proof.status, proof.next_step.do, proof.appeal],
      ["rejected", "take_new_photo", null],
      "the quest stand-in is active",
    );
    assert.match(proof.reason!, /too dark/);

    const opened = await appeal(proof_id, quest.player);
    assert.deepEqual([opened.status, opened.decided_at], ["open", null]);
    await world.app.settled();
    proof = await look(waiting);
    assert.deepEqual([proof.status, proof.next_step.do, proof.next_step.until], ["appealed", "wait", opened.due_at]);
    assert.equal(world.app.eventsOf("proof.appealed").filter((event) => event.proof_id === proof_id).length, 1);

    assert.equal(await world.claim(first), null, "never to who rejected it");
    await assert.rejects(world.decide(proof_id, "reject", first), code("reviewer_not_eligible"));
    const second = world.reviewer();
    const review = (await world.claim(second))!;
    assert.deepEqual([review.proof_id, review.kind, review.due_at], [proof_id, "appeal", opened.due_at]);
    const shown = await world.look(proof_id, second);
    const { statement, due_at } = opened;
    assert.deepEqual(shown.appeal, { statement, rejected_because: "unclear", reason: proof.reason, due_at });
    await world.decide(proof_id, "approve", second, "place_known");
    await world.app.settled();
    proof = await look(waiting);
    assert.deepEqual([proof.status, proof.next_step.do, proof.appeal?.status], ["verified", "nothing", "overturned"]);
    const { verified, rejected: lost } = world.decisions(quest);
    assert.deepEqual([verified.length, lost.length], [1, 1]);
    const { items } = await world.app.call(listProofs, {}, { as: quest.player });
    assert.equal(items[0]?.status, "verified");
  });

  test("that is upheld leaves it rejected, and there is no further one", async () => {
    const waiting = await rejected();
    await appeal(waiting.proof_id, waiting.quest.player);
    await assert.rejects(appeal(waiting.proof_id, waiting.quest.player), code("already_appealed"));
    await world.decide(waiting.proof_id, "reject", world.reviewer(), "unclear");
    await world.app.settled();
    const proof = await look(waiting);
    assert.deepEqual([proof.status, proof.appeal?.status], ["rejected", "upheld"]);
    await assert.rejects(appeal(waiting.proof_id, waiting.quest.player), code("already_appealed"));
    assert.equal(world.decisions(waiting.quest).verified.length, 0);
  });

  test("of ten at once is one appeal, and again under its key the same", async () => {
    const { proof_id, quest } = await rejected();
    const tries = await Promise.allSettled(Array.from({ length: 10 }, () => appeal(proof_id, quest.player)));
    assert.equal(tries.filter((one) => one.status === "fulfilled").length, 1);
    const other = await rejected();
    const key = randomUUID();
    const first = await appeal(other.proof_id, other.quest.player, "Look again.", key);
    assert.deepEqual(await appeal(other.proof_id, other.quest.player, "Look again.", key), first);
    for (const proof of [proof_id, other.proof_id]) await world.decide(proof, "reject", world.reviewer());
  });

  test("is for the owner, of what was rejected, with words, and in time", async () => {
    const waiting = await rejected();
    await assert.rejects(appeal(waiting.proof_id, world.app.player()), code("proof_not_found"));
    await assert.rejects(appeal(randomUUID(), waiting.quest.player), code("proof_not_found"));
    await assert.rejects(appeal(waiting.proof_id, waiting.quest.player, "  "), code("invalid_input"));
    const open = await world.waiting();
    await assert.rejects(appeal(open.proof_id, open.quest.player), code("proof_not_rejected"));
    await world.decide(open.proof_id, "approve", world.reviewer());
    await assert.rejects(appeal(open.proof_id, open.quest.player), code("proof_not_rejected"));
    world.app.clock.advance({ days: 15 });
    await assert.rejects(appeal(waiting.proof_id, waiting.quest.player), code("appeal_too_late"));
  });

  test("that is overdue comes before everything else", async () => {
    const appealed = await rejected();
    await appeal(appealed.proof_id, appealed.quest.player);
    const risky = await world.waiting({ base_tokens: 900 });
    assert.equal((await world.queue())[0]?.proof_id, risky.proof_id);
    world.app.clock.advance({ days: 8 });
    assert.equal((await world.queue())[0]?.proof_id, appealed.proof_id);
    assert.equal((await world.claim(world.reviewer()))?.proof_id, appealed.proof_id);
    await sql`UPDATE review_items SET holder_id = NULL, held_until = NULL`.execute(world.app.db);
    for (const { proof_id } of [appealed, risky]) await world.decide(proof_id, "approve", world.reviewer());
  });

  test("against a reversal gives the action back once, and the reward is never taken a second time", async () => {
    const waiting = await world.waiting();
    const { proof_id, quest } = waiting;
    await world.handIn(quest, [proof_id]);
    await world.app.settled();
    await world.decide(proof_id, "approve", world.reviewer());
    const admin = world.app.user("admin");
    await world.app.call(reverseProof, { id: proof_id, reason_code: "staged" }, { as: admin });
    await appeal(proof_id, quest.player);
    await assert.rejects(world.decide(proof_id, "reject", admin), code("reviewer_not_eligible"), "who took it back does not judge");
    await world.decide(proof_id, "approve", world.reviewer());
    await world.app.settled();
    assert.equal(world.decisions(quest).verified.length, 2);
    const again = world.app.call(reverseProof, { id: proof_id, reason_code: "staged" }, { as: world.app.user("admin") });
    await assert.rejects(again, code("already_reversed"));
  });

  test("of an erased person is closed, its words are gone, and nobody is shown the evidence", async () => {
    const waiting = await rejected();
    const { proof_id, quest } = waiting;
    await appeal(proof_id, quest.player, "My name is Somebody.");
    const erased_name = `erased-${randomUUID().slice(0, 8)}`;
    await world.app.emit(playerInternal.events.playerErased, { player_id: quest.player.playerId, erased_name });
    await world.app.settled();
    const { rows } = await sql`SELECT statement, outcome FROM proof_appeals WHERE proof_id = ${proof_id}`.execute(world.app.db);
    assert.deepEqual(rows, [{ statement: "", outcome: "upheld" }]);
    assert.ok((await world.queue()).every((item) => item.proof_id !== proof_id));
  });
});
