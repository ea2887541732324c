import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { proofContract } from "@oneheart/contracts";
import { proofInternal } from "@oneheart/contracts/internal";
import { message } from "@oneheart/messages";
import { newPicture, stamp } from "@oneheart/testing";
import { sql } from "kysely";
import sharp from "sharp";
import type { Facts } from "../src/assessment/rules/facts.ts";
import { verificationService } from "../src/service.ts";
import { here } from "./support/facts.ts";
import { walkThroughArezzo } from "./support/photographs.ts";
import { replay } from "./support/replay.ts";
import { openWorld, type Quest, unknownZone, type World } from "./support/world.ts";

describe("evidence that was sent is analysed", () => {
  let world: World;
  before(async () => {
    world = await openWorld();
  });
  after(() => world.app.stop());

  /** Sends one photograph for a new quest and answers what was found. */
  async function found(media: Buffer, more?: Parameters<World["submit"]>[2], quest?: Quest) {
    const proof_id = await world.submit(quest ?? (await world.quest()), media, more);
    await world.app.settled();
    return { proof_id, ...(await world.assessment(proof_id)) };
  }
  const decidedEvents = (proof_id: string) => world.app.eventsOf("proof.decided").filter((event) => event.proof_id === proof_id);

  test("an honest photograph from the app is verified, told once, and its player sees why", async () => {
    const quest = await world.quest();
    const { proof_id, status, score, decision, signals } = await found(await newPicture(), {}, quest);
    assert.deepEqual([status, decision.reason_code, decision.decided_by], ["verified", "rules_passed", "rules"]);
    assert.ok(score >= 85);
    const [event, ...more] = decidedEvents(proof_id);
    assert.deepEqual([event?.status, event?.authenticity_score, more], ["verified", score, []]);
    const proof = await world.app.call(proofContract.operations.getProof, { id: proof_id }, { as: quest.player });
    assert.deepEqual([proof.status, proof.authenticity_score], ["verified", score]);
    assert.deepEqual(
      proof.signals.map((signal) => signal.code),
      signals.map((signal) => signal.code),
    );
  });

  test("one picked from the gallery is verified by the place and time inside it, and waits for a person without them", async () => {
    const now = world.app.clock.now();
    const located = await found(stamp(await newPicture(), { moment: now, ...here }), { nonce: undefined });
    assert.equal(located.status, "verified");
    const bare = await found(await newPicture(), { nonce: undefined });
    assert.deepEqual([bare.status, bare.decision.reason_code], ["in_review", "score_below_threshold"]);
  });

  test("one whose file is years older than it is said to be waits for a person, and is not rejected", async () => {
    const old = await found(stamp(await newPicture(), { moment: new Date("2008-10-22T14:28:00Z"), ...here }));
    assert.deepEqual([old.status, old.flags[0]], ["in_review", "exif_time_mismatch"]);
  });

  test("one with a simulated position or from outside the zone waits for a person", async () => {
    const mocked = await found(await newPicture(), { mock_location: true });
    assert.deepEqual([mocked.status, mocked.decision.reason_code, mocked.hard], ["in_review", "mock_location", true]);
    const away = await found(await newPicture(), { lat: 41.9, lng: 12.5 });
    assert.deepEqual([away.status, away.decision.reason_code], ["in_review", "outside_zone"]);
    assert.ok(away.score < 50);
  });

  test("one with another quest's nonce, or from before the quest, is rejected", async () => {
    const other = await world.quest();
    const borrowed = await found(await newPicture(), { nonce: other.facts.nonce });
    assert.deepEqual([borrowed.status, borrowed.decision.reason_code], ["rejected", "nonce_mismatch"]);
    const early = new Date(world.app.clock.now().getTime() - 3 * 3_600_000);
    const before = await found(await newPicture(), { captured_at: early.toISOString() });
    assert.deepEqual([before.status, before.decision.reason_code], ["rejected", "captured_before_start"]);
  });

  test("one from a phone whose clock is wrong is verified, with the skew that the client measured or without", async () => {
    const minutes = (count: number) => new Date(world.app.clock.now().getTime() + count * 60_000);
    const atWrongTime = async (count: number) => stamp(await newPicture(), { moment: minutes(0), ...here, clock: minutes(count) });
    const slow = await found(await atWrongTime(-45), { captured_at: minutes(-45).toISOString() });
    const fast = await found(await atWrongTime(180), { captured_at: minutes(180).toISOString() });
    for (const { status, flags } of [slow, fast]) assert.deepEqual([status, flags[0]], ["verified", "phone_clock_wrong"]);
    const measured = await found(await atWrongTime(180), { captured_at: minutes(180).toISOString(), clock_skew_ms: 180 * 60_000 });
    assert.deepEqual([measured.status, measured.flags], ["verified", []]);
  });

  test("one sent again after its quest was given up is good for another quest, and while it is under way it is not", async () => {
    const file = await newPicture();
    const wrong = await world.quest();
    assert.equal((await found(file, {}, wrong)).status, "verified");
    const { player_id } = wrong.facts;
    wrong.facts.status = "abandoned";
    const again = await found(file, {}, await world.quest({ player_id }));
    assert.deepEqual([again.status, again.signals[0]?.value, again.flags], ["verified", "given_up", []]);
    const third = await found(file, {}, await world.quest({ player_id }));
    assert.deepEqual([third.status, third.decision.reason_code], ["rejected", "media_reused"]);
    assert.equal((await found(file)).decision.reason_code, "media_reused", "nor is it for somebody else");
  });

  test("the identical file is good once: not for another quest, nor from another player, but twice for its own", async () => {
    const file = await newPicture();
    const quest = await world.quest();
    assert.equal((await found(file, {}, quest)).status, "verified");
    assert.equal((await found(file, {}, quest)).status, "verified");
    const again = await found(file, {}, await world.quest({ player_id: quest.facts.player_id }));
    assert.deepEqual([again.status, again.decision.reason_code], ["rejected", "media_reused"]);
    assert.deepEqual(again.signals[0]!.explanation, message("signal.media_reuse.before", { whose: "other_quest" }));
    const copied = await found(file);
    assert.deepEqual([copied.status, copied.decision.reason_code], ["rejected", "media_reused"]);
    assert.deepEqual(copied.signals[0]!.explanation, message("signal.media_reuse.before", { whose: "other_player" }));
  });

  test("of the identical file sent by five players at once, one at most is verified", async () => {
    const file = await newPicture();
    const quests = await Promise.all(Array.from({ length: 5 }, () => world.quest()));
    const ids = await Promise.all(quests.map((quest) => world.submit(quest, file)));
    await world.app.settled();
    const statuses = await Promise.all(ids.map(async (id) => (await world.assessment(id)).status));
    assert.ok(statuses.filter((status) => status === "verified").length <= 1, statuses.join());
    assert.ok(statuses.filter((status) => status === "rejected").length >= 3, statuses.join());
  });

  test("a photograph that opens but cannot be decoded to its end waits for a person", async () => {
    const png = await sharp(await newPicture())
      .png()
      .toBuffer();
    png.fill(0xaa, 60_000, 61_000);
    const damaged = await found(png);
    assert.deepEqual([damaged.status, damaged.decision.reason_code], ["in_review", "media_undecodable"]);
  });

  test("a zone that is not known leaves the place unlooked at", async () => {
    const { facts, status, signals } = await found(await newPicture(), {}, await world.quest({ zone_id: unknownZone }));
    assert.equal(facts.zone, null);
    assert.equal(signals.find((signal) => signal.code === "geofence")?.value, null);
    assert.equal(status, "verified");
  });

  test("each decision can be reached again from what was stored with it", async () => {
    const { rows } = await sql<{
      facts: Facts;
      rule_version: string;
      score: number;
      signals: unknown;
      flags: string[];
      decision: { outcome: string };
    }>`
      SELECT facts, rule_version, score, signals, flags, decision FROM proof_assessments`.execute(world.app.db);
    assert.ok(rows.length > 10);
    for (const row of rows) {
      const again = replay(row.facts, row.rule_version);
      assert.deepEqual([again.score, again.signals, again.flags, again.outcome], [row.score, row.signals, row.flags, row.decision.outcome]);
    }
  });

  test("a job that comes twice changes nothing", async () => {
    const { proof_id, score } = await found(await newPicture());
    const [worker] = verificationService.workers;
    const proof = (await world.app.call(proofInternal.operations.findProofs, { ids: [proof_id] }, { as: "system" })).items[0]!;
    const { action_id, quest_id, player_id } = proof;
    const payload = { proof_id, action_id, quest_id, player_id };
    const ctx = world.app.kernel.context("verification");
    await Promise.all([worker!.run(payload, ctx, { id: proof_id, attempt: 2 }), worker!.onDead!(payload, new Error("late"), ctx)]);
    await world.app.settled();
    assert.equal((await world.assessment(proof_id)).score, score);
    assert.equal(decidedEvents(proof_id).length, 1);
  });

  test("one whose analysis keeps failing is set aside for a person, with the reason, which its player is not told", async () => {
    const release = world.holdAnalysis();
    const quest = await world.quest();
    const proof_id = await world.submit(quest, await newPicture());
    const proof = (await world.app.call(proofInternal.operations.findProofs, { ids: [proof_id] }, { as: "system" })).items[0]!;
    const { action_id, quest_id, player_id } = proof;
    const ctx = world.app.kernel.context("verification");
    const reason = new Error("disk on fire\0 at /secret");
    await verificationService.workers[0]!.onDead!({ proof_id, action_id, quest_id, player_id }, reason, ctx);
    release();
    await world.app.settled();
    const aside = await world.assessment(proof_id);
    assert.deepEqual([aside.status, aside.flags, aside.score, aside.hard], ["in_review", ["analysis_failed"], 50, true]);
    assert.deepEqual(aside.facts, { analysis: "failed", reason: "disk on fire at /secret" });
    const seen = await world.app.call(proofContract.operations.getProof, { id: proof_id }, { as: quest.player });
    assert.ok(!JSON.stringify(seen).includes("fire"));
    assert.equal(seen.status, "in_review");
  });

  test("one whose analysis fails at first is tried again, and after five times set aside", async () => {
    world.failAnalyses(2);
    assert.equal((await found(await newPicture())).status, "verified");
    world.failAnalyses(5);
    const aside = await found(await newPicture());
    assert.deepEqual([aside.status, aside.decision.reason_code], ["in_review", "analysis_failed"]);
    assert.equal(decidedEvents(aside.proof_id).length, 1);
  });

  test("a proof that nobody knows fails its analysis instead of being judged", async () => {
    const ctx = world.app.kernel.context("verification");
    const payload = { proof_id: unknownZone, action_id: unknownZone, quest_id: unknownZone, player_id: unknownZone };
    await assert.rejects(verificationService.workers[0]!.run(payload, ctx, { id: "1", attempt: 1 }), /not known to the proof service/);
  });
});

describe("nine photographs of a walk through Arezzo in 2008", async () => {
  const walk = await walkThroughArezzo();
  const skip = walk.length === 0 ? "the photographs do not lie beside the repository" : false;

  test("wait for a person on that day, from there: they were saved again days later, and say so", { skip }, async () => {
    const world = await openWorld("2008-10-22T14:20:00Z");
    try {
      // The walk took from 16:28 to 17:00 in Italy, which was two hours ahead of UTC.
      for (const photograph of walk) {
        const quest = await world.quest({ started_at: "2008-10-22T14:00:00.000Z", expires_at: "2008-10-22T18:00:00.000Z" });
        const { DateTimeOriginal, latitude, longitude } = await exifOf(photograph);
        const captured = new Date(Date.parse(`${DateTimeOriginal.replace(":", "-").replace(":", "-").replace(" ", "T")}+02:00`));
        world.app.clock.set(new Date(captured.getTime() + 60_000));
        const more = { captured_at: captured.toISOString(), lat: latitude, lng: longitude, nonce: undefined };
        const proof_id = await world.submit(quest, photograph, more);
        await world.app.settled();
        const { status, score, flags } = await world.assessment(proof_id);
        assert.deepEqual([status, flags], ["in_review", ["file_dates_apart"]], `score ${score}`);
      }
    } finally {
      await world.app.stop();
    }
  });

  test("wait for a person when they are sent today, however good the nonce", { skip }, async () => {
    const world = await openWorld();
    try {
      const proofs: string[] = [];
      for (const photograph of walk) proofs.push(await world.submit(await world.quest(), photograph));
      await world.app.settled();
      for (const id of proofs) {
        const { status, flags } = await world.assessment(id);
        assert.equal(status, "in_review");
        assert.ok(flags.includes("exif_time_mismatch"));
      }
    } finally {
      await world.app.stop();
    }
  });
});

async function exifOf(jpeg: Buffer): Promise<{ DateTimeOriginal: string; latitude: number; longitude: number }> {
  const { default: exifr } = await import("exifr");
  return exifr.parse(jpeg, { gps: true, reviveValues: false });
}
