import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, beforeEach, describe, test } from "node:test";
import { proofContract, verificationContract } from "@oneheart/contracts";
import { sql } from "kysely";
import { code, openReviewWorld, type ReviewWorld } from "../support/review-world.ts";

const { listReviewers, markKnownCase, unmarkKnownCase, setReviewPolicy, getReviewPolicy, releaseReview, appealProof } =
  verificationContract.operations;

describe("what reviewers say", () => {
  let world: ReviewWorld;
  before(async () => {
    world = await openReviewWorld();
  });
  after(() => world.app.stop());
  beforeEach(async () => {
    await world.policy({ second_opinion_bps: 0, second_opinion_from_tokens: 50, known_bps: 0, reliability_min_cases: 20 });
  });

  const status = async (proof_id: string) => (await world.assessment(proof_id)).status;
  const reviewed = (proof_id: string) => world.app.eventsOf("review.decided").filter((event) => event.proof_id === proof_id);
  async function recordOf(reviewer_id: string) {
    const { items } = await world.app.call(listReviewers, { limit: 100 }, { as: world.app.user("admin") });
    return items.find((record) => record.reviewer_id === reviewer_id)!;
  }

  test("a drawn share gets a blind second opinion, and the proof is decided when both agree", async () => {
    const [first, second] = [world.reviewer(), world.reviewer()];
    const warmUp = await world.waiting();
    await world.decide(warmUp.proof_id, "approve", second);
    await world.policy({ second_opinion_bps: 10_000 });
    const { proof_id } = await world.waiting();
    const answer = (await world.decide(proof_id, "approve", first)) as { decision: string };
    assert.deepEqual([answer.decision, await status(proof_id)], ["approve", "in_review"], "the first is not told that a second follows");
    assert.equal(await world.claim(first), null);
    await assert.rejects(world.decide(proof_id, "reject", first), code("reviewer_not_eligible"));

    assert.equal((await world.claim(second))?.proof_id, proof_id);
    const shown = await world.look(proof_id, second);
    assert.deepEqual([shown.opinions, shown.kind], [[], "review"]);
    const byItsId = world.app.call(proofContract.operations.getProof, { id: proof_id }, { as: second });
    await assert.rejects(byItsId, code("proof_not_found"), "also while the item is held");
    await world.decide(proof_id, "approve", second);
    assert.equal(await status(proof_id), "verified");
    await world.app.settled();
    assert.deepEqual(
      reviewed(proof_id).map((event) => event.final),
      [false, true],
    );
    assert.deepEqual((await recordOf(first.playerId)).second, { agreed: 1, n: 1 });
  });

  test("where two disagree a third sees both and decides, with who agrees", async () => {
    await world.policy({ second_opinion_bps: 10_000 });
    const { proof_id } = await world.waiting();
    const [first, second, third] = [world.reviewer(), world.reviewer(), world.reviewer()];
    await world.decide(proof_id, "approve", first, "place_known");
    await world.decide(proof_id, "reject", second, "staged");
    assert.equal(await status(proof_id), "in_review");
    const shown = await world.look(proof_id, third);
    assert.deepEqual(
      shown.opinions.map((opinion) => [opinion.decision, opinion.reason_code]),
      [
        ["approve", "place_known"],
        ["reject", "staged"],
      ],
    );
    await world.decide(proof_id, "reject", third, "unclear");
    const { status: after, decision } = await world.assessment(proof_id);
    assert.deepEqual([after, decision.reason_code, decision.reviewer_id], ["rejected", "unclear", third.playerId]);
    for (const { playerId } of [first, second]) assert.deepEqual((await recordOf(playerId)).second, { agreed: 0, n: 1 });
  });

  test("nobody approves alone what a hard flag speaks against, after an appeal neither; a rejection needs one word", async () => {
    const [mocked, fake] = [await world.waiting({}, { mock_location: true }), await world.waiting({}, { mock_location: true })];
    await world.decide(mocked.proof_id, "approve", world.reviewer());
    assert.equal(await status(mocked.proof_id), "in_review");
    await world.decide(mocked.proof_id, "approve", world.reviewer());
    assert.equal(await status(mocked.proof_id), "verified");
    await world.decide(fake.proof_id, "reject", world.reviewer());
    assert.equal(await status(fake.proof_id), "rejected");
    await world.app.call(appealProof, { id: fake.proof_id, statement: "My phone is old." }, { as: fake.quest.player });
    await world.decide(fake.proof_id, "approve", world.reviewer());
    assert.equal(await status(fake.proof_id), "appealed");
    await world.decide(fake.proof_id, "approve", world.reviewer());
    assert.equal(await status(fake.proof_id), "verified");
  });

  test("a rejection that costs much always gets a second opinion, an approval does not", async () => {
    const [dear, cheap, approved] = [
      await world.waiting({ base_tokens: 50 }),
      await world.waiting({ base_tokens: 49 }),
      await world.waiting({ base_tokens: 50 }),
    ];
    await world.decide(dear.proof_id, "reject", world.reviewer());
    await world.decide(cheap.proof_id, "reject", world.reviewer());
    await world.decide(approved.proof_id, "approve", world.reviewer());
    assert.deepEqual(await Promise.all([dear, cheap, approved].map(({ proof_id }) => status(proof_id))), [
      "in_review",
      "rejected",
      "verified",
    ]);
    await world.decide(dear.proof_id, "reject", world.reviewer());
    assert.equal(await status(dear.proof_id), "rejected");
  });

  test("of ten who give the second opinion at once exactly one is heard", async () => {
    const { proof_id } = await world.waiting({ base_tokens: 60 });
    await world.decide(proof_id, "reject", world.reviewer());
    const tries = await Promise.allSettled(Array.from({ length: 10 }, () => world.decide(proof_id, "reject", world.reviewer())));
    assert.equal(tries.filter((one) => one.status === "fulfilled").length, 1);
    for (const one of tries) if (one.status === "rejected") code("review_not_held")(one.reason);
    await world.app.settled();
    assert.equal(reviewed(proof_id).length, 2);
    const told = world.app.eventsOf("proof.decided").filter((event) => event.proof_id === proof_id && event.status === "rejected");
    assert.equal(told.length, 1);
  });

  test("a reason must fit the decision, and be one of the list", async () => {
    const { proof_id } = await world.waiting();
    await assert.rejects(world.decide(proof_id, "approve", world.reviewer(), "staged"), {
      code: "reason_not_for_decision",
      context: { reasons: ["convincing", "camera_clock_wrong", "position_imprecise", "place_known", "other"] },
    });
    await assert.rejects(world.decide(proof_id, "approve", world.reviewer(), "because" as "other"), code("invalid_input"));
    await world.decide(proof_id, "approve", world.reviewer(), "convincing");
  });

  test("a known case looks like the item in whose place it comes, touches nobody, and tells who can be relied on", async () => {
    const admin = world.app.user("admin");
    const known = await world.waiting();
    await world.decide(known.proof_id, "approve", world.reviewer());
    await world.app.call(markKnownCase, { id: known.proof_id, answer: "not_authentic" }, { as: admin });
    await world.policy({ known_bps: 10_000 });
    const real = await world.waiting();
    await world.app.settled();
    const before = await Promise.all(["integrity_scores", "action_reversals"].map(world.count));
    const told = world.app.eventsOf("proof.decided").length;

    const [right, wrong] = [world.reviewer(), world.reviewer()];
    const given = (await world.claim(right))!;
    assert.deepEqual([given.proof_id, given.kind, given.held_by], [known.proof_id, "review", right.playerId]);
    const shown = await world.look(known.proof_id, right);
    const inItsPlace = (await world.queue()).find((item) => item.proof_id === real.proof_id);
    assert.equal(shown.waiting_since, inItsPlace?.waiting_since, "waits as long as the one in whose place it comes");
    assert.deepEqual(
      Object.keys(given).filter((key) => key !== "proof_id" && !(key in shown)),
      [],
    );
    assert.deepEqual([shown.opinions, shown.appeal, shown.flags.includes("known")], [[], null, false]);
    await assert.rejects(world.decide(known.proof_id, "reject", wrong), code("review_not_held"), "nobody else has it yet");
    assert.equal((await world.claim(wrong))?.proof_id, known.proof_id);
    assert.ok(
      (await world.queue()).every((item) => item.proof_id !== known.proof_id),
      "others do not see it",
    );
    const answer = (await world.decide(known.proof_id, "reject", right)) as { decision: string };
    assert.equal(answer.decision, "reject");
    await world.decide(known.proof_id, "approve", wrong);
    await world.app.settled();

    assert.equal(await status(known.proof_id), "verified");
    assert.deepEqual(await Promise.all(["integrity_scores", "action_reversals"].map(world.count)), before);
    assert.equal(world.app.eventsOf("proof.decided").length, told);
    assert.equal(reviewed(known.proof_id).filter((event) => event.reviewer_id !== undefined).length, 1, "only the real decision was told");
    assert.deepEqual((await recordOf(right.playerId)).known, { agreed: 1, n: 1 });
    assert.deepEqual((await recordOf(wrong.playerId)).known, { agreed: 0, n: 1 });
    assert.equal((await world.claim(right))?.proof_id, real.proof_id, "a case comes once");
    await world.app.call(releaseReview, { item_id: await world.itemOf(real.proof_id, right) }, { as: right });

    await world.app.call(unmarkKnownCase, { id: known.proof_id }, { as: admin });
    await assert.rejects(world.app.call(unmarkKnownCase, { id: known.proof_id }, { as: admin }), code("known_case_not_found"));
    await world.decide(real.proof_id, "approve", world.reviewer());
  });

  test("only what is decided can be a known case", async () => {
    const as = world.app.user("admin");
    const { proof_id } = await world.waiting();
    const answer = "authentic" as const;
    await assert.rejects(world.app.call(markKnownCase, { id: proof_id, answer }, { as }), code("proof_not_decided"));
    await assert.rejects(world.app.call(markKnownCase, { id: randomUUID(), answer }, { as }), code("proof_not_found"));
    await assert.rejects(world.app.call(markKnownCase, { id: proof_id, answer }, { as: world.reviewer() }), code("forbidden"));
    await world.decide(proof_id, "approve", world.reviewer());
  });

  test("who is often wrong never decides alone, which administrators see by its lower bound", async () => {
    const as = world.reviewer();
    await sql`
      INSERT INTO reviewer_records (reviewer_id, known_n, known_agreed, last_seen_at) VALUES (${as.playerId}, 30, 15, now())`.execute(
      world.app.db,
    );
    const record = await recordOf(as.playerId);
    assert.deepEqual([record.decides_alone, record.agreement], [false, 0.5]);
    assert.ok(Math.abs(record.at_least - 0.3315) < 0.001, "Wilson, 95 %, of 15 in 30");
    const { proof_id } = await world.waiting();
    await world.decide(proof_id, "approve", as);
    assert.equal(await status(proof_id), "in_review");
    await world.decide(proof_id, "approve", world.reviewer());
    assert.equal(await status(proof_id), "verified");
    await assert.rejects(world.app.call(listReviewers, {}, { as }), code("forbidden"));
  });

  test("administrators change the policy in part, within its bounds", async () => {
    const changed = await world.policy({ audit_bps: 300 });
    assert.deepEqual([changed.audit_bps, changed.lease_minutes], [300, 15]);
    assert.deepEqual(await world.app.call(getReviewPolicy, {}, { as: world.reviewer() }), changed);
    await assert.rejects(world.policy({ audit_bps: 10_001 }), code("invalid_input"));
    await assert.rejects(world.app.call(setReviewPolicy, {}, { as: world.reviewer() }), code("forbidden"));
  });
});
