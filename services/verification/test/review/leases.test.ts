import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, afterEach, before, describe, test } from "node:test";
import { verificationContract } from "@oneheart/contracts";
import { identityInternal, playerInternal, socialInternal } from "@oneheart/contracts/internal";
import { sql } from "kysely";
import { code, openReviewWorld, type ReviewWorld } from "../support/review-world.ts";

const { extendReview, releaseReview, getReview, claimReview, decideReview, listReviews, reviewPicture } = verificationContract.operations;

describe("the reviewers' queue", () => {
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

  test("offers the largest expected loss first: what is at stake times how doubtful it is", async () => {
    const small = await world.waiting({ base_tokens: 2 });
    const large = await world.waiting({ base_tokens: 40 });
    const review = await world.claim(world.reviewer());
    assert.deepEqual([review?.proof_id, review?.reward_at_stake, review?.subject], [large.proof_id, 40, null]);
    assert.equal((await world.claim(world.reviewer()))?.proof_id, small.proof_id);
    assert.equal(await world.claim(world.reviewer()), null);
  });

  test("weighs and shows what would be paid: the most it could, then what the player's report makes of it", async () => {
    world.pays(({ base_tokens, duration_minutes }) => base_tokens * (duration_minutes > 45 ? 20 : 10));
    const { proof_id, quest } = await world.waiting({ base_tokens: 5 });
    const stake = async () => (await world.queue()).find((item) => item.proof_id === proof_id)?.reward_at_stake;
    assert.equal(await stake(), 100);
    await world.handIn(quest, [proof_id]);
    await world.app.settled();
    assert.equal(await stake(), 50);
    await world.decide(proof_id, "reject", world.reviewer());
    assert.equal((await world.assessment(proof_id)).status, "in_review", "50 tokens are not taken on one word");
    world.pays(({ base_tokens }) => base_tokens);
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
    await assert.rejects(world.decide(proof_id, "reject", next), code("review_not_held"));
    await assert.rejects(world.look(proof_id, next), code("review_not_held"));
    world.app.clock.advance({ minutes: 1 });
    assert.equal((await world.queue())[0]?.held_by, null);
    assert.equal((await world.claim(next))?.proof_id, proof_id);
    await assert.rejects(world.decide(proof_id, "reject", slow), code("review_not_held"));
    const item_id = await world.itemOf(proof_id, slow);
    await assert.rejects(world.app.call(extendReview, { item_id }, { as: slow }), code("review_not_held"));
    await world.decide(proof_id, "approve", next);
  });

  test("a lease can be extended, by its holder only", async () => {
    const { proof_id } = await world.waiting();
    const as = world.reviewer();
    const item_id = await world.itemOf(proof_id, as);
    await assert.rejects(world.app.call(extendReview, { item_id }, { as }), code("review_not_held"));
    await world.claim(as);
    world.app.clock.advance({ minutes: 10 });
    const extended = await world.app.call(extendReview, { item_id }, { as });
    assert.ok(new Date(extended.held_until!).getTime() - world.app.clock.now().getTime() > 14 * 60_000);
    world.app.clock.advance({ minutes: 10 });
    assert.equal(await world.claim(world.reviewer()), null);
  });

  test("what is given back goes to others, and is not offered to the same reviewer again", async () => {
    const { proof_id } = await world.waiting();
    const as = world.reviewer();
    const item_id = await world.itemOf(proof_id, as);
    await assert.rejects(world.app.call(releaseReview, { item_id }, { as }), code("review_not_held"));
    await world.claim(as);
    await world.app.call(releaseReview, { item_id }, { as });
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
    await assert.rejects(world.decide(proof_id, "approve", self), code("reviewer_not_eligible"), "even if they held it");
    const witness = world.reviewer();
    const said = { verdict: "confirm" as const, plausible: true, weight: 0, reasons: [] };
    const about = { proof_id, action_id: randomUUID(), witness_id: witness.playerId };
    await world.app.emit(socialInternal.events.proofWitnessed, { ...about, ...said });
    await world.app.settled();
    assert.equal(await world.claim(witness), null);
    await assert.rejects(world.decide(proof_id, "approve", witness), code("reviewer_not_eligible"));
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

  test("is not the reviewer's to choose from: only what one was given can be decided, and one sees no more than that", async () => {
    const [wanted, first] = [await world.waiting(), await world.waiting({ base_tokens: 90 })];
    const as = world.reviewer();
    const item_id = await world.itemOf(wanted.proof_id, as);
    const said = { decision: "approve", reason_code: "convincing" } as const;
    await assert.rejects(world.app.call(decideReview, { item_id, ...said }, { as }), code("review_not_held"));
    assert.deepEqual((await world.app.call(listReviews, {}, { as })).items, []);
    const given = (await world.claim(as))!;
    assert.equal(given.proof_id, first.proof_id);
    await assert.rejects(world.app.call(decideReview, { item_id, ...said }, { as }), code("review_not_held"));
    const { items } = await world.app.call(listReviews, {}, { as });
    assert.deepEqual([items.map((item) => item.item_id), items[0]?.subject], [[given.item_id], null]);
    await world.policy({ releases_per_day: 0 });
    await assert.rejects(world.app.call(releaseReview, { item_id: given.item_id }, { as }), code("too_many_releases"));
    await world.policy({ releases_per_day: 10 });
  });

  test("gets back at once what somebody held who is no longer a reviewer, or is erased", async () => {
    const { proof_id } = await world.waiting();
    for (const leave of [
      (id: string) => world.app.emit(identityInternal.events.roleChanged, { account_id: id, role: "player" }),
      (id: string) => world.app.emit(playerInternal.events.playerErased, { player_id: id, erased_name: "erased-1" }),
    ]) {
      const as = world.reviewer();
      assert.equal((await world.claim(as))?.proof_id, proof_id);
      await world.app.emit(identityInternal.events.roleChanged, { account_id: as.playerId, role: "admin" });
      await world.app.settled();
      assert.equal((await world.queue())[0]?.held_by, as.playerId, "administrators review, too");
      await leave(as.playerId);
      await world.app.settled();
      assert.equal((await world.queue())[0]?.held_by, null);
    }
  });

  test("is not for players", async () => {
    await assert.rejects(world.app.call(claimReview, {}, { as: world.app.player() }), code("forbidden"));
  });

  test("shows a reviewer the picture, the identical file sent before, positions and metadata", async () => {
    const { proof_id } = await world.waiting();
    const again = await world.quest();
    const jpeg = Buffer.from(await world.app.backing.objects.bytes((await evidenceOf(proof_id)).storage_path));
    const copy = await world.submit(again, jpeg, { nonce: undefined });
    await world.app.settled();
    const viewer = world.reviewer();
    const review = await world.look(proof_id, viewer);
    const match = review.matches[0]!;
    assert.deepEqual([match.kind, match.distance, match.same_player, match.arrived], ["file", 0, false, "after"]);
    const { task, timeline, positions } = review;
    assert.deepEqual([task.title, task.description, task.reported_minutes], ["Pick up litter", "From the station to the river.", null]);
    assert.deepEqual(timeline, { start_to_capture: 30, capture_to_arrival: 0, capture_to_end: 90 });
    assert.equal(positions.map_url, `geo:${positions.claimed.lat},${positions.claimed.lng};u=8`);
    assert.equal(review.verify_from_score, 85);
    for (const { explanation } of review.signals) assert.doesNotMatch(explanation, /\b[Yy]ou|person looks/);
    const told = JSON.stringify(review);
    for (const secret of [proof_id, copy, again.facts.quest_id, again.facts.player_id]) assert.ok(!told.includes(secret));
    for (const url of [review.media_url, match.media_url!]) {
      const picture = await world.app.call(reviewPicture, { sealed: url.split("/").at(-1)! }, { as: "anyone" });
      assert.match((picture as { content_type: string }).content_type, /^image\//);
    }
    await assert.rejects(world.app.call(reviewPicture, { sealed: "v1.AAAA" }, { as: "anyone" }), code("link_invalid"));
    assert.equal(review.positions.claimed.accuracy_m, 8);
    assert.equal(review.positions.zone?.radius_km, 2);
    assert.deepEqual([review.appeal, review.opinions], [null, []]);
    await assert.rejects(world.app.call(getReview, { item_id: review.item_id }, { as: world.app.player() }), code("forbidden"));
    await assert.rejects(world.app.call(getReview, { item_id: randomUUID() }, { as: viewer }), code("review_not_held"));
    await world.decide(proof_id, "approve", viewer);
    await assert.rejects(world.app.call(getReview, { item_id: review.item_id }, { as: viewer }), code("review_not_held"));
    world.app.clock.advance({ minutes: 11 });
    const late = world.app.call(reviewPicture, { sealed: review.media_url.split("/").at(-1)! }, { as: "anyone" });
    await assert.rejects(late, code("link_invalid"));
  });

  test("explains to a reviewer every flag, in words", async () => {
    const { proof_id } = await world.waiting({}, { mock_location: true });
    const { flags, explained_flags } = await world.look(proof_id, world.reviewer());
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
