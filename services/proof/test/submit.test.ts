import assert from "node:assert/strict";
import { createHash, randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { after, before, describe, test } from "node:test";
import { proofContract } from "@oneheart/contracts";
import { proofInternal } from "@oneheart/contracts/internal";
import { isOperationError } from "@oneheart/kernel";
import { sql } from "kysely";
import { asFormat, heic, photograph, pngClaiming, textBomb, video } from "./support/samples.ts";
import { openWorld, silent, type World } from "./support/world.ts";

const code = (expected: string) => (error: unknown) => isOperationError(error, expected) || assert.fail(`not ${expected}: ${error}`);

describe("sending evidence", () => {
  let world: World;
  let jpeg: Buffer;
  before(async () => {
    world = await openWorld({ IMAGE_MAX_BYTES: "200000", VIDEO_MAX_BYTES: "400000", IMAGE_MAX_PIXELS: "10000000" });
    jpeg = await photograph(1);
  });
  after(() => world.app.stop());

  /** Runs what must be refused, and checks that neither a row nor a byte is left of it. */
  async function refused(expected: string, attempt: () => Promise<unknown>): Promise<void> {
    await world.app.settled();
    const state = async () => [await world.storedFiles(), await world.count("evidence"), await world.count("evidence_uploads")];
    const earlier = await state();
    await assert.rejects(attempt, code(expected));
    assert.deepEqual(await state(), earlier, `${expected} left something behind`);
  }

  test("a photograph is stored as it came, byte for byte, and its receipt names its hash", async () => {
    const { facts, player } = await world.quest();
    const receipt = await world.submit(facts, player, jpeg, { nonce: facts.nonce });
    const { status, authenticity_score, media_type, size_bytes } = receipt;
    assert.deepEqual(
      { status, authenticity_score, media_type, size_bytes },
      { status: "stored", authenticity_score: null, media_type: "image/jpeg", size_bytes: jpeg.length },
    );
    assert.equal(receipt.media_hash, `sha256:${createHash("sha256").update(jpeg).digest("hex")}`);

    const found = await world.app.call(proofInternal.operations.findProofs, { ids: [receipt.proof_id, randomUUID()] }, { as: "system" });
    assert.equal(found.items.length, 1);
    const { nonce, mock_location, accuracy_m, storage_path } = found.items[0]!;
    assert.deepEqual({ nonce, mock_location, accuracy_m }, { nonce: facts.nonce, mock_location: false, accuracy_m: 8 });
    assert.match(storage_path, /^evidence\/\d{4}\/\d\d\/[0-9a-f-]{36}$/);
    assert.deepEqual(Buffer.from(await world.app.backing.objects.bytes(storage_path)), jpeg);
    assert.equal((await world.app.backing.objects.head(storage_path))?.content_type, "image/jpeg");

    const action = await world.app.call(proofInternal.operations.actionFacts, { id: receipt.action_id }, { as: "system" });
    assert.deepEqual([action.quest_id, action.mission_id, action.action_type], [facts.quest_id, facts.mission_id, facts.mission_type]);
    await world.app.settled();
    const { proof_id, action_id, quest_id } = receipt;
    assert.deepEqual(
      world.app.eventsOf("proof.submitted").filter((event) => event.proof_id === proof_id),
      [{ proof_id, action_id, quest_id, player_id: player.playerId }],
    );
  });

  test("a PNG's texts, which can inflate to gigabytes, are not inflated", async () => {
    const bomb = await textBomb();
    const { facts, player } = await world.quest();
    const before = process.memoryUsage.rss();
    assert.equal((await world.submit(facts, player, bomb, {})).media_type, "image/png");
    const grown_mib = (process.memoryUsage.rss() - before) / 2 ** 20;
    assert.ok(grown_mib < 100, `${Math.round(grown_mib)} MiB`);
  });

  test("every accepted type is taken for what it is, whatever its name says", async () => {
    const { facts, player } = await world.quest();
    const files = [
      ["image/png", await asFormat(jpeg, "png")],
      ["image/webp", await asFormat(jpeg, "webp")],
      ["image/heic", heic(2000, 1500)],
      ["video/mp4", video("isom")],
      ["video/quicktime", video("qt  ")],
    ] as const;
    const actions = new Set<string>();
    for (const [media_type, bytes] of files) {
      const receipt = await world.submit(facts, player, bytes, { filename: "photo.jpg" });
      assert.equal(receipt.media_type, media_type);
      actions.add(receipt.action_id);
    }
    assert.equal(actions.size, 1, "all proofs of a quest belong to one action");
    const { rows } = await sql<{ decodability: string }>`
      SELECT decodability FROM evidence WHERE quest_id = ${facts.quest_id} ORDER BY id`.execute(world.app.db);
    assert.deepEqual(
      rows.map((row) => row.decodability),
      ["ok", "ok", "not_evaluated", "not_evaluated", "not_evaluated"],
    );
  });

  test("a nonce that was left empty is none", async () => {
    const { facts, player } = await world.quest();
    const { proof_id } = await world.submit(facts, player, jpeg, { nonce: "" });
    const found = await world.app.call(proofInternal.operations.findProofs, { ids: [proof_id] }, { as: "system" });
    assert.equal(found.items[0]!.nonce, null);
  });

  test("without a file it is refused", async () => {
    const { facts, player } = await world.quest();
    const input = { quest_id: facts.quest_id, captured_at: facts.started_at, lat: 1, lng: 1 };
    await refused("media_missing", () => world.app.call(proofContract.operations.submitProof, input, { as: player }));
  });

  test("a quest that does not exist, or is another player's, is not found", async () => {
    const { facts, player } = await world.quest();
    const stranger = world.app.player();
    await refused("quest_not_found", () => world.submit({ ...facts, quest_id: randomUUID() }, player, jpeg));
    await refused("quest_not_found", () => world.submit(facts, stranger, jpeg));
  });

  test("when the quest service is away the sender may try again", async () => {
    const { facts, player } = await world.quest();
    await refused("unavailable", () => world.submit({ ...facts, quest_id: silent }, player, jpeg));
  });

  test("a quest that is not under way takes no evidence", async () => {
    for (const status of ["submitted", "completed", "failed", "abandoned", "expired"] as const) {
      const { facts, player } = await world.quest({ status, hand_in_until: null });
      await refused("quest_not_active", () => world.submit(facts, player, jpeg));
    }
  });

  test("what was captured in time is taken after the quest's end, and what was captured later is not", async () => {
    const ago = (minutes: number) => new Date(world.app.clock.now().getTime() - minutes * 60_000).toISOString();
    const { facts, player } = await world.quest({ status: "expired", started_at: ago(90), expires_at: ago(30) });
    await refused("captured_after_end", () => world.submit(facts, player, jpeg, { captured_at: ago(29) }));
    assert.equal((await world.submit(facts, player, jpeg, { captured_at: ago(31) })).status, "stored");
    const { items } = await world.app.call(proofInternal.operations.proofsOfQuests, { quest_ids: [facts.quest_id] }, { as: "system" });
    assert.equal(items.length, 1);
  });

  test("a quest that is handed in while the file is under way takes it no more", async () => {
    const { facts, player } = await world.quest();
    await world.submit(facts, player, jpeg);
    await sql`UPDATE actions SET status = 'submitted', duration_minutes = 5, beneficiaries_count = 0 WHERE quest_id = ${facts.quest_id}`.execute(
      world.app.db,
    );
    await refused("quest_not_active", () => world.submit(facts, player, jpeg));
  });

  test("a fast clock is no reason to refuse evidence, and what the client measured is taken off", async () => {
    const { facts, player } = await world.quest();
    const now = world.app.clock.now().getTime();
    const ahead = (ms: number) => ({ captured_at: new Date(now + ms).toISOString() });
    const year_ms = 366 * 86_400_000;
    for (const ms of [3 * 60_000, year_ms]) await world.submit(facts, player, jpeg, ahead(ms));
    const receipt = await world.submit(facts, player, jpeg, { ...ahead(year_ms), clock_skew_ms: year_ms + 1000 });
    assert.equal(Date.parse(receipt.captured_at), now - 1000);
    const { items } = await world.app.call(proofInternal.operations.findProofs, { ids: [receipt.proof_id] }, { as: "system" });
    assert.equal(items[0]?.clock_skew_ms, year_ms + 1000);
  });

  test("an action is done between its quest's start and the arrival of its evidence, whatever the phone's clock says", async () => {
    for (const captured_at of ["1970-01-01T00:00:00Z", "2099-01-01T00:00:00Z"]) {
      const { facts, player } = await world.quest();
      const { action_id } = await world.submit(facts, player, jpeg, { captured_at });
      const { timestamp } = await world.app.call(proofInternal.operations.actionFacts, { id: action_id }, { as: "system" });
      assert.ok(facts.started_at <= timestamp && timestamp <= world.app.clock.now().toISOString(), timestamp);
    }
  });

  test("numbers and times that are none are refused as input", async () => {
    const { facts, player } = await world.quest();
    const bad = [
      { lat: Number.NaN },
      { lng: Number.POSITIVE_INFINITY },
      { lat: 91 },
      { accuracy_m: -1 },
      { captured_at: "yesterday" },
      { nonce: "a\0b" },
    ];
    for (const change of bad) await refused("invalid_input", () => world.submit(facts, player, jpeg, change));
  });

  test("a clock that was never set is taken at its word", async () => {
    const { facts, player } = await world.quest();
    for (const captured_at of ["0001-01-01T00:00:00+14:00", "1970-01-01T00:00:00Z"]) {
      const receipt = await world.submit(facts, player, jpeg, { captured_at });
      assert.equal(receipt.captured_at, new Date(captured_at).toISOString());
    }
  });

  test("an empty file is refused", async () => {
    const { facts, player } = await world.quest();
    await refused("media_empty", () => world.submit(facts, player, Readable.from([], { objectMode: false })));
  });

  test("text, even when it is named like a photograph, is refused", async () => {
    const { facts, player } = await world.quest();
    await refused("media_type_unsupported", () => world.submit(facts, player, Buffer.from("I am a photograph. ".repeat(2000))));
    await refused("media_type_unsupported", () => world.submit(facts, player, Buffer.from("GIF89a and so on")));
  });

  test("a photograph that is cut off is refused, and so is one whose header is rubbish", async () => {
    const { facts, player } = await world.quest();
    await refused("media_unreadable", () => world.submit(facts, player, jpeg.subarray(0, jpeg.length - 2)));
    await refused("media_unreadable", () => world.submit(facts, player, jpeg.subarray(0, 9000)));
    await refused("media_unreadable", () => world.submit(facts, player, video("isom").subarray(0, 3000)));
    const damaged = await asFormat(jpeg, "png");
    const noPixels = pngClaiming(3000, 2000);
    await refused("media_unreadable", () => world.submit(facts, player, noPixels));
    damaged.writeUInt8(99, 24);
    await refused("media_unreadable", () => world.submit(facts, player, damaged));
  });

  test("a tiny file that says it has 3.6 billion pixels is refused before it is decoded", async () => {
    const { facts, player } = await world.quest();
    await refused("media_dimensions_too_large", () => world.submit(facts, player, pngClaiming(60_000, 60_000)));
    await refused("media_dimensions_too_large", () => world.submit(facts, player, heic(60_000, 60_000)));
    await refused("media_unreadable", () => world.submit(facts, player, pngClaiming(0, 60_000)));
  });

  test("a body beyond the limit is cut off while it streams, at the limit of its own kind", async () => {
    const { facts, player } = await world.quest();
    let produced = 0;
    const long = (start: Buffer) =>
      Readable.from(
        (async function* () {
          produced = 0;
          yield start;
          for (; produced < 5_000_000; produced += 10_000) yield Buffer.alloc(10_000, 1);
        })(),
        { objectMode: false },
      );
    await refused("media_too_large", () => world.submit(facts, player, long(jpeg)));
    assert.ok(produced < 600_000, `${produced} bytes were read of a photograph that may have 200,000`);
    const inside = video("isom", 300_000);
    assert.equal((await world.submit(facts, player, inside)).size_bytes, inside.length);
    await refused("media_too_large", () => world.submit(facts, player, video("isom", 400_000)));
  });

  test("a sender that breaks off leaves nothing", async () => {
    const { facts, player } = await world.quest();
    for (const until of [0, 100, 30_000]) {
      const broken = Readable.from(
        (async function* () {
          if (until > 0) yield jpeg.subarray(0, until);
          throw new Error("connection reset");
        })(),
        { objectMode: false },
      );
      await refused("malformed_upload", () => world.submit(facts, player, broken));
    }
  });

  test("when the proof cannot be recorded the stored file goes", async () => {
    const { facts, player } = await world.quest();
    await sql`DELETE FROM quest_assignments WHERE id = ${facts.quest_id}`.execute(world.app.db);
    await refused("internal", () => world.submit(facts, player, jpeg));
  });

  test("the same key and file give the same proof, the same key and another file are refused", async () => {
    const { facts, player } = await world.quest();
    const key = randomUUID();
    const captured_at = facts.started_at;
    const first = await world.submit(facts, player, jpeg, { key, captured_at });
    await world.app.settled();
    const files = await world.storedFiles();
    // The quest has gone on: the answer to the same request is still the first one.
    facts.status = "submitted";
    assert.deepEqual(await world.submit(facts, player, jpeg, { key, captured_at }), first);
    assert.deepEqual(await world.storedFiles(), files);
    const other = await photograph(2);
    await refused("idempotency_key_reused", () => world.submit(facts, player, other, { key, captured_at }));
  });

  test("the same file sent twice without a key is two proofs", async () => {
    const { facts, player } = await world.quest();
    const [one, two] = [await world.submit(facts, player, jpeg), await world.submit(facts, player, jpeg)];
    assert.notEqual(one.proof_id, two.proof_id);
    assert.equal(one.media_hash, two.media_hash);
  });

  test("of thirty proofs sent at once for one quest, twenty are taken", async () => {
    const { facts, player } = await world.quest();
    const sent = await Promise.allSettled(Array.from({ length: 30 }, () => world.submit(facts, player, jpeg)));
    const failures = sent.filter((result) => result.status === "rejected");
    assert.equal(sent.length - failures.length, 20);
    for (const failure of failures) code("too_many_proofs")(failure.reason);
    await refused("too_many_proofs", () => world.submit(facts, player, jpeg));
  });

  test("only players may send evidence", async () => {
    const { facts, player } = await world.quest();
    await refused("forbidden", () => world.submit(facts, world.app.user("reviewer", player.playerId), jpeg));
    await refused("unauthenticated", () =>
      world.app.call(proofContract.operations.submitProof, { quest_id: facts.quest_id, captured_at: facts.started_at, lat: 1, lng: 1 }),
    );
  });
});
