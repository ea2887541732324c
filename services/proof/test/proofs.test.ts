import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { after, before, describe, test } from "node:test";
import { type ProofStatus, proofContract } from "@oneheart/contracts";
import { proofInternal, questInternal, verificationInternal } from "@oneheart/contracts/internal";
import { type BytesAnswer, encodeCursor, isOperationError } from "@oneheart/kernel";
import { sql } from "kysely";
import sharp from "sharp";
import { sweepUploads } from "../src/jobs/sweep-uploads.ts";
import { asFormat, heic, photograph, video } from "./support/samples.ts";
import { openWorld, type World } from "./support/world.ts";

const { getProof, listProofs, media } = proofContract.operations;
const { actionFacts, findProofs } = proofInternal.operations;
const code = (expected: string) => (error: unknown) => isOperationError(error, expected) || assert.fail(`not ${expected}: ${error}`);

describe("evidence that was sent", () => {
  let world: World;
  let jpeg: Buffer;
  before(async () => {
    world = await openWorld();
    jpeg = await photograph(4);
  });
  after(() => world.app.stop());

  function follow(url: string) {
    const { pathname, searchParams } = new URL(url, "http://localhost");
    const key = decodeURIComponent(pathname.replace("/objects/", ""));
    return { key, expires: searchParams.get("expires")!, signature: searchParams.get("signature")! };
  }
  const open = async (link: ReturnType<typeof follow>) => (await world.app.call(media, link)) as unknown as BytesAnswer;

  async function decide(proof_id: string, status: ProofStatus, authenticity_score: number, decision_no = 0) {
    const proof = (await world.app.call(findProofs, { ids: [proof_id] }, { as: "system" })).items[0]!;
    const { action_id, player_id } = proof;
    await world.app.emit(verificationInternal.events.proofDecided, {
      proof_id,
      action_id,
      player_id,
      status,
      authenticity_score,
      reason_code: "rules_passed",
      decision_no,
    });
    await world.app.settled();
  }

  test("its owner and administrators see it with what was found, everyone else not, reviewers neither", async () => {
    const { facts, player } = await world.quest();
    const { proof_id, action_id } = await world.submit(facts, player, jpeg);
    const signal = { code: "nonce", value: "valid", weight: 1400, status: "ok" as const, hard: false, explanation: "Yes." };
    const decision = {
      outcome: "verified" as const,
      decided_by: "rules" as const,
      reviewer_id: null,
      reason_code: "rules_passed",
      note: null,
      rule_version: "v1",
      decided_at: new Date().toISOString(),
    };
    const about = { proof_id, action_id, calibrated: false, flags: [], signals: [signal], decision };
    world.assessments.set(proof_id, { ...about, status: "verified", authenticity_score: 94 });
    const { app } = world;
    for (const viewer of [player, app.user("admin"), app.user("reviewer", player.playerId)]) {
      const proof = await app.call(getProof, { id: proof_id }, { as: viewer });
      assert.deepEqual([proof.authenticity_score, proof.signals], [94, [signal]]);
      assert.deepEqual([proof.status, proof.decision], ["verified", decision]);
      assert.deepEqual(await buffer((await open(follow(proof.media_url))).body as NodeJS.ReadableStream), jpeg);
    }
    for (const viewer of [app.player(), app.user("reviewer"), app.user("sponsor"), app.user("government")])
      await assert.rejects(app.call(getProof, { id: proof_id }, { as: viewer }), code("proof_not_found"));
    await assert.rejects(app.call(getProof, { id: randomUUID() }, { as: player }), code("proof_not_found"));
  });

  test("before it is analysed it has no score, no decision and no signals", async () => {
    const { facts, player } = await world.quest();
    const { proof_id } = await world.submit(facts, player, jpeg);
    const proof = await world.app.call(getProof, { id: proof_id }, { as: player });
    assert.deepEqual([proof.authenticity_score, proof.decision, proof.signals], [null, null, []]);
  });

  test("a link answers the bytes inline, unsniffed and for this viewer only", async () => {
    const { facts, player } = await world.quest();
    const { proof_id } = await world.submit(facts, player, jpeg);
    const proof = await world.app.call(getProof, { id: proof_id }, { as: player });
    const answer = await open(follow(proof.media_url));
    assert.equal(answer.content_type, "image/jpeg");
    assert.equal(answer.headers?.["content-disposition"], "inline");
    assert.equal(answer.headers?.["x-content-type-options"], "nosniff");
    assert.match(answer.headers?.["cache-control"] ?? "", /^private/);
    assert.deepEqual(await buffer(answer.body as NodeJS.ReadableStream), jpeg);
  });

  test("a link that was altered or made up is refused, one to something that is gone finds nothing", async () => {
    const { facts, player } = await world.quest();
    const { proof_id } = await world.submit(facts, player, jpeg);
    await world.app.settled();
    const link = follow((await world.app.call(getProof, { id: proof_id }, { as: player })).media_url);
    const later = String(Number(link.expires) + 1);
    for (const change of [{ signature: "" }, { signature: "AAAA" }, { expires: later }, { key: `${link.key}x` }, { expires: "NaN" }])
      await assert.rejects(open({ ...link, ...change }), code("link_invalid"));
    const past = follow(await world.app.backing.objects.signedUrl(link.key, { expires_s: -1 }));
    await assert.rejects(open(past), code("link_invalid"));
    await world.app.backing.objects.delete(link.key);
    await assert.rejects(open(link), code("media_not_found"));
  });

  test("a photograph gets a thumbnail and a delivery copy without any metadata", async () => {
    const { facts, player } = await world.quest();
    const located = await sharp(jpeg)
      .resize(2000, 1000)
      .withMetadata({ orientation: 6 })
      .withExif({ IFD0: { Make: "Somebody" }, IFD3: { GPSLatitude: "43/1 28/1 0/1", GPSLatitudeRef: "N" } })
      .withXmp("<x:xmpmeta xmlns:x='adobe:ns:meta/'/>")
      .jpeg()
      .toBuffer();
    assert.ok((await sharp(located).metadata()).exif, "the original holds EXIF");
    const { proof_id } = await world.submit(facts, player, located);
    await world.app.settled();
    const { rows } = await sql<{ thumbnail_path: string; delivery_path: string }>`
      SELECT thumbnail_path, delivery_path FROM evidence WHERE id = ${proof_id}`.execute(world.app.db);
    const { thumbnail_path, delivery_path } = rows[0]!;
    for (const [path, longest] of [
      [thumbnail_path, 320],
      [delivery_path, 1280],
    ] as const) {
      const copy = await sharp(await world.app.backing.objects.bytes(path)).metadata();
      assert.deepEqual([copy.format, Math.max(copy.width, copy.height)], ["jpeg", longest]);
      assert.ok(copy.height > copy.width, "the copy stands upright");
      assert.deepEqual([copy.exif, copy.xmp, copy.iptc, copy.icc], [undefined, undefined, undefined, undefined]);
    }
    const proof = await world.app.call(getProof, { id: proof_id }, { as: player });
    const thumbnail = await open(follow(proof.thumbnail_url!));
    assert.equal(thumbnail.content_type, "image/jpeg");
    assert.ok((await buffer(thumbnail.body as NodeJS.ReadableStream)).length > 500);
    assert.equal(proof.status, "verifying");
  });

  test("what cannot be decoded here has no copies, and nothing keeps trying", async () => {
    const { facts, player } = await world.quest();
    const damaged = await asFormat(jpeg, "png");
    damaged.fill(0xaa, 60_000, 61_000);
    for (const bytes of [heic(100, 100), video("isom"), damaged]) {
      const { proof_id } = await world.submit(facts, player, bytes);
      await world.app.settled();
      const proof = await world.app.call(getProof, { id: proof_id }, { as: player });
      assert.equal(proof.thumbnail_url, null);
      assert.ok(proof.media_url);
    }
  });

  test("a decision reaches the proof, and a late word that it waits does not undo it", async () => {
    const { facts, player } = await world.quest();
    const { proof_id } = await world.submit(facts, player, jpeg);
    const status = async () => {
      const { items } = await world.app.call(listProofs, { quest_id: facts.quest_id }, { as: player });
      return [items[0]!.status, items[0]!.authenticity_score];
    };
    await decide(proof_id, "in_review", 60);
    assert.deepEqual(await status(), ["in_review", 60]);
    await decide(proof_id, "verified", 60);
    await decide(proof_id, "in_review", 60);
    assert.deepEqual(await status(), ["verified", 60]);
  });

  test("an earlier decision that arrives late does not undo a later one", async () => {
    const { facts, player } = await world.quest();
    const { proof_id } = await world.submit(facts, player, jpeg);
    await decide(proof_id, "rejected", 60, 1);
    await decide(proof_id, "verified", 60, 3);
    await decide(proof_id, "appealed", 60, 2);
    const { items } = await world.app.call(listProofs, { quest_id: facts.quest_id }, { as: player });
    assert.equal(items[0]!.status, "verified");
  });

  test("a rejected proof of a quest that is still open says to take a new photo, and its appeal shows", async () => {
    const { facts, player } = await world.quest();
    const { proof_id, action_id } = await world.submit(facts, player, jpeg);
    const at = new Date().toISOString();
    const decided = { outcome: "rejected" as const, decided_by: "reviewer" as const, reviewer_id: randomUUID(), note: "secret" };
    const decision = { ...decided, reason_code: "unclear", rule_version: "v1", decided_at: at };
    const appeal = { status: "upheld" as const, statement: "Please.", created_at: at, due_at: at, decided_at: at };
    const about = { proof_id, action_id, calibrated: false, flags: [], signals: [], authenticity_score: 20, decision, appeal };
    world.assessments.set(proof_id, { ...about, status: "rejected", appeal_until: null } as never);
    const proof = await world.app.call(getProof, { id: proof_id }, { as: player });
    assert.deepEqual([proof.next_step.do, proof.next_step.until, proof.appeal], ["take_new_photo", facts.expires_at, appeal]);
    assert.match(proof.reason!, /too dark/);
    assert.ok(!JSON.stringify(proof).includes("secret"));
  });

  test("when the quest is handed in, its action says how long it took and whom it helped", async () => {
    const { facts, player } = await world.quest();
    const { proof_id, action_id } = await world.submit(facts, player, jpeg);
    const { quest_id, mission_id, zone_id, player_id } = facts;
    const handedIn = { quest_id, mission_id, zone_id, player_id, proof_ids: [proof_id], duration_minutes: 42, beneficiaries_count: 7 };
    await world.app.emit(questInternal.events.questSubmitted, handedIn);
    await world.app.settled();
    const action = await world.app.call(actionFacts, { id: action_id }, { as: "system" });
    assert.deepEqual([action.duration_minutes, action.beneficiaries_count], [42, 7]);
    await assert.rejects(world.app.call(actionFacts, { id: randomUUID() }, { as: "system" }), code("action_not_found"));
  });

  test("a list shows every proof of one's own once, newest first, page by page", async () => {
    const { facts, player } = await world.quest();
    const another = await world.quest({ player_id: player.playerId });
    const sent: string[] = [];
    for (const quest of [facts, another.facts, facts, facts]) sent.push((await world.submit(quest, player, jpeg)).proof_id);
    await world.submit((await world.quest()).facts, world.app.player(), jpeg).catch(() => {});
    await world.app.settled();
    const pages: string[][] = [];
    let cursor: string | undefined;
    do {
      const page = await world.app.call(listProofs, { limit: 2, cursor }, { as: player });
      pages.push(page.items.map((item) => item.proof_id));
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    assert.deepEqual(
      pages.map((page) => page.length),
      [2, 2],
    );
    assert.deepEqual(pages.flat(), sent.toReversed());
    const ofQuest = await world.app.call(listProofs, { quest_id: another.facts.quest_id }, { as: player });
    assert.deepEqual(
      ofQuest.items.map((item) => item.proof_id),
      [sent[1]],
    );
    const verified = await world.app.call(listProofs, { status: "verified" }, { as: player });
    assert.deepEqual(verified, { items: [], next_cursor: null });
    for (const bad of ["x", encodeCursor([1]), encodeCursor(["'; DROP TABLE evidence"])])
      await assert.rejects(world.app.call(listProofs, { cursor: bad }, { as: player }), code("invalid_input"));
  });

  test("an upload that a crash cut off is swept, an upload under way and a recorded proof are not", async () => {
    const { facts, player } = await world.quest();
    const { proof_id } = await world.submit(facts, player, jpeg);
    const { app } = world;
    const path = (name: string) => `evidence/2026/11/${name}`;
    const [old, young] = [randomUUID(), randomUUID()];
    for (const [id, age] of [
      [old, "2 hours"],
      [young, "1 minute"],
    ] as const) {
      await app.backing.objects.put(path(id), jpeg, { content_type: "image/jpeg" });
      await sql`INSERT INTO evidence_uploads (proof_id, storage_path, started_at) VALUES (${id}, ${path(id)}, now() - ${age}::interval)`.execute(
        app.db,
      );
    }
    await sweepUploads.run(app.kernel.context("proof"));
    assert.equal(await app.backing.objects.head(path(old)), undefined);
    assert.ok(await app.backing.objects.head(path(young)));
    const kept = (await app.call(findProofs, { ids: [proof_id] }, { as: "system" })).items[0]!;
    assert.ok(await app.backing.objects.head(kept.storage_path));
    assert.equal(await world.count("evidence_uploads"), 1);
  });
});
