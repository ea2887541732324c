import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, afterEach, before, describe, test } from "node:test";
import { socialContract, verificationContract } from "@oneheart/contracts";
import { sql } from "kysely";
import { code, openReviewWorld, type ReviewWorld } from "../support/review-world.ts";

const { extendReview, releaseReview, getReview, claimReview } = verificationContract.operations;

describe("the reviewers' queue", () => {
  let world: ReviewWorld;
  before(async () => {
    world = await openReviewWorld();
  });
  after(() => world.app.stop());
  afterEach(async () => {
    for (const { proof_id } of await world.queue()) {
      await sql`UPDATE review_items SET holder_id = NULL, held_until = NULL`.execute(world.app.db);
      await world.decide(proof_id, "approve", world.reviewer());
    }
  });

  test("offers the largest expected loss first: what is at stake times how doubtful it is", async () => {
    const small = await world.waiting({ base_tokens: 2 });
    const large = await world.waiting({ base_tokens: 40 });
    const review = await world.claim(world.reviewer());
    assert.deepEqual([review?.proof_id, review?.reward_at_stake], [large.proof_id, 40]);
    assert.equal((await world.claim(world.reviewer()))?.proof_id, small.proof_id);
    assert.equal(await world.claim(world.reviewer()), null);
  });

  test("never gives one item to two reviewers, however many ask at once", async () => {
    const waiting = await Promise.all([world.waiting(), world.waiting(), world.waiting()]);
    const reviewers = Array.from({ length: 8 }, () => world.reviewer());
    const claims = await Promise.all(reviewers.map((as) => world.claim(as)));
    const given = claims.filter((review) => review !== null).map((review) => review.proof_id);
    assert.deepEqual(given.toSorted(), waiting.map(({ proof_id }) => proof_id).toSorted());
  });

  test("gives a reviewer one item at a time, the same again when asked twice, at once too", async () => {
    await world.waiting();
    await world.waiting();
    const as = world.reviewer();
    const claims = await Promise.all(Array.from({ length: 4 }, () => world.claim(as)));
    assert.equal(new Set(claims.map((review) => review?.proof_id)).size, 1);
    const held = (await world.queue()).filter((item) => item.held_by !== null);
    assert.deepEqual(
      held.map((item) => [item.proof_id, item.held_by]),
      [[claims[0]!.proof_id, as.playerId]],
    );
  });

  test("the database refuses a second item in one reviewer's hands", async () => {
    await world.waiting();
    await world.waiting();
    const everything = sql`UPDATE review_items SET holder_id = ${randomUUID()}, held_until = now() WHERE status = 'open'`;
    await assert.rejects(everything.execute(world.app.db), /review_items_one_held_each/);
  });

  test("a lease lasts as long as the policy says, and a lapsed one returns the item to the queue", async () => {
    await world.policy({ lease_minutes: 15 });
    const { proof_id } = await world.waiting();
    const [slow, next] = [world.reviewer(), world.reviewer()];
    await world.claim(slow);
    world.app.clock.advance({ minutes: 14 });
    assert.equal(await world.claim(next), null);
    await assert.rejects(world.decide(proof_id, "reject", next), code("review_held"));
    await assert.rejects(world.app.call(getReview, { proof_id }, { as: next }), code("review_held"));
    world.app.clock.advance({ minutes: 1 });
    assert.equal((await world.queue())[0]?.held_by, null);
    assert.equal((await world.claim(next))?.proof_id, proof_id);
    await assert.rejects(world.decide(proof_id, "reject", slow), code("review_held"));
    await assert.rejects(world.app.call(extendReview, { proof_id }, { as: slow }), code("review_not_held"));
    await world.decide(proof_id, "approve", next);
  });

  test("a lease can be extended, by its holder only", async () => {
    const { proof_id } = await world.waiting();
    const as = world.reviewer();
    await assert.rejects(world.app.call(extendReview, { proof_id }, { as }), code("review_not_held"));
    await world.claim(as);
    world.app.clock.advance({ minutes: 10 });
    const extended = await world.app.call(extendReview, { proof_id }, { as });
    assert.ok(new Date(extended.held_until!).getTime() - world.app.clock.now().getTime() > 14 * 60_000);
    world.app.clock.advance({ minutes: 10 });
    assert.equal(await world.claim(world.reviewer()), null);
  });

  test("what is given back goes to others, and is not offered to the same reviewer again", async () => {
    const { proof_id } = await world.waiting();
    const as = world.reviewer();
    await assert.rejects(world.app.call(releaseReview, { proof_id }, { as }), code("review_not_held"));
    await world.claim(as);
    await world.app.call(releaseReview, { proof_id }, { as });
    assert.equal(await world.claim(as), null);
    assert.equal((await world.claim(world.reviewer()))?.proof_id, proof_id);
  });

  test("deciding ends the lease, and frees the reviewer for the next item", async () => {
    const [first, second] = [await world.waiting({ base_tokens: 9 }), await world.waiting()];
    const as = world.reviewer();
    assert.equal((await world.claim(as))?.proof_id, first.proof_id);
    await world.decide(first.proof_id, "approve", as);
    assert.equal((await world.claim(as))?.proof_id, second.proof_id);
  });

  test("offers nobody one's own proof, nor one that one witnessed", async () => {
    const { proof_id, quest } = await world.waiting();
    const self = world.app.user("reviewer", quest.player.playerId);
    assert.equal(await world.claim(self), null);
    await assert.rejects(world.app.call(getReview, { proof_id }, { as: self }), code("own_proof"));
    const witness = world.reviewer();
    const said = { verdict: "confirm" as const, plausible: true, weight: 0, reasons: [] };
    const about = { proof_id, action_id: randomUUID(), witness_id: witness.playerId };
    await world.app.emit(socialContract.events.proofWitnessed, { ...about, ...said });
    await world.app.settled();
    assert.equal(await world.claim(witness), null);
    await assert.rejects(world.decide(proof_id, "approve", witness), code("reviewer_not_eligible"));
    await assert.rejects(world.app.call(getReview, { proof_id }, { as: witness }), code("reviewer_not_eligible"));
  });

  test("what nobody took for days moves up to the hard flags", async () => {
    const old = await world.waiting({ base_tokens: 1 });
    await sql`UPDATE review_items SET hard = false WHERE status = 'open'`.execute(world.app.db);
    world.app.clock.advance({ days: 4 });
    const young = await world.waiting({ base_tokens: 30 });
    await sql`UPDATE review_items SET hard = false WHERE status = 'open'`.execute(world.app.db);
    assert.deepEqual(
      (await world.queue()).map((item) => item.proof_id),
      [old.proof_id, young.proof_id],
    );
  });

  test("follows a score that changes while the proof waits", async () => {
    const [first, second] = [await world.waiting(), await world.waiting()];
    await sql`UPDATE proof_assessments SET hard = false, score = 60 WHERE proof_id = ${first.proof_id}`.execute(world.app.db);
    await sql`UPDATE proof_assessments SET hard = false, score = 40 WHERE proof_id = ${second.proof_id}`.execute(world.app.db);
    const shown = (await world.queue()).map((item) => [item.proof_id, item.authenticity_score]);
    assert.deepEqual(shown, [
      [second.proof_id, 40],
      [first.proof_id, 60],
    ]);
  });

  test("is read by its index", async () => {
    const { rows } = await world.app.db.transaction().execute(async (tx) => {
      await sql`SET LOCAL enable_seqscan = off`.execute(tx);
      await sql`SET LOCAL enable_sort = off`.execute(tx);
      return sql<{ "QUERY PLAN": string }>`
        EXPLAIN SELECT id FROM review_items WHERE status = 'open' ORDER BY review_rank, id LIMIT 1 FOR UPDATE SKIP LOCKED`.execute(tx);
    });
    assert.match(rows.map((row) => row["QUERY PLAN"]).join("\n"), /Index Scan using review_items_queue/);
  });

  test("is not for players", async () => {
    await assert.rejects(world.app.call(claimReview, {}, { as: world.app.player() }), code("forbidden"));
  });

  test("shows a reviewer the picture, the identical file sent before, positions and metadata", async () => {
    const { proof_id } = await world.waiting();
    const again = await world.quest();
    const jpeg = Buffer.from(await world.app.backing.objects.bytes((await evidenceOf(proof_id)).storage_path));
    const copy = await world.submit(again, jpeg);
    await world.app.settled();
    const review = await world.app.call(getReview, { proof_id }, { as: world.reviewer() });
    const match = review.matches.find((other) => other.proof_id === copy)!;
    assert.deepEqual([match.kind, match.distance, match.same_player], ["file", 0, false]);
    assert.ok(match.media_url && review.media_url);
    assert.equal(review.positions.claimed.accuracy_m, 8);
    assert.equal(review.positions.zone?.radius_km, 2);
    assert.deepEqual([review.appeal, review.opinions], [null, []]);
    await assert.rejects(world.app.call(getReview, { proof_id }, { as: world.app.player() }), code("forbidden"));
    await assert.rejects(world.app.call(getReview, { proof_id: randomUUID() }, { as: world.reviewer() }), code("proof_not_found"));
    const decided = await world.waiting();
    await world.decide(decided.proof_id, "approve", world.reviewer());
    const missed = world.app.call(getReview, { proof_id: decided.proof_id }, { as: world.reviewer() });
    await assert.rejects(missed, code("review_not_open"));
  });

  test("explains to a reviewer every flag, in words", async () => {
    const { proof_id } = await world.waiting({}, { mock_location: true });
    const { flags, explained_flags } = await world.app.call(getReview, { proof_id }, { as: world.reviewer() });
    assert.deepEqual(
      explained_flags.map(({ flag }) => flag),
      flags,
    );
    assert.match(explained_flags.find(({ flag }) => flag === "mock_location")!.words, /simulated/);
  });

  async function evidenceOf(proof_id: string): Promise<{ storage_path: string }> {
    const { rows } = await sql<{ storage_path: string }>`SELECT storage_path FROM evidence WHERE id = ${proof_id}`.execute(world.app.db);
    return rows[0]!;
  }
});
