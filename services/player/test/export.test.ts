import assert from "node:assert/strict";
import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { after, before, test } from "node:test";
import { allContracts, identityContract, playerContract } from "@oneheart/contracts";
import { type BytesAnswer, newId, type Principal } from "@oneheart/kernel";
import { bootServices, insertQuest, newQuest, realService, type TestApp, unique, zipFiles } from "@oneheart/testing";
import { sql } from "kysely";

const { exportPlayer } = playerContract.operations;
let app: TestApp;
before(async () => {
  const names = allContracts.map(({ service }) => service).filter((name) => name !== "platform");
  app = await bootServices(await Promise.all(names.map(realService)));
});
after(() => app?.stop());

async function someone() {
  const username = unique("exported");
  const credentials = { username, email: `${username}@example.org`, password: "a walk through the old town" };
  const { player } = await app.call(identityContract.operations.register, credentials);
  return { ...credentials, as: app.player(player.id) };
}

/** A photograph that somebody sent. */
async function send(player_id: string, picture: Buffer): Promise<string> {
  const quest = newQuest(app, player_id);
  await insertQuest(app, quest);
  const [action_id, proof_id] = [newId(), newId()];
  const storage_path = `evidence/2026/03/${proof_id}`;
  await app.backing.objects.put(storage_path, picture, { content_type: "image/jpeg" });
  await sql`
    INSERT INTO actions (id, player_id, mission_id, quest_id, action_type, location_lat, location_lng, timestamp, received_at, created_at)
    VALUES (${action_id}, ${player_id}, ${quest.mission_id}, ${quest.quest_id}, 'cleanup', 13.75, 100.5, now(), now(), now())`.execute(
    app.db,
  );
  await sql`
    INSERT INTO evidence (id, action_id, quest_id, player_id, media_type, media_hash, size_bytes, decodability, storage_path, captured_at,
      lat, lng, mock_location, received_at, created_at)
    VALUES (${proof_id}, ${action_id}, ${quest.quest_id}, ${player_id}, 'image/jpeg', ${`sha256:${"0".repeat(64)}`}, ${picture.length}, 'ok',
      ${storage_path}, now(), 13.75, 100.5, false, now(), now())`.execute(app.db);
  return proof_id;
}

async function archiveOf(as: Principal): Promise<Map<string, Buffer>> {
  const answer = (await app.call(exportPlayer, { id: "me" }, { as })) as BytesAnswer;
  assert.equal(answer.content_type, "application/zip");
  return zipFiles(await buffer(answer.body as Readable));
}

test("a person gets what every service holds, with the evidence, and nothing of anybody else", async () => {
  const [me, other] = [await someone(), await someone()];
  const picture = Buffer.alloc(300_000, "a picture ");
  const proof_id = await send(me.as.playerId, picture);
  await send(other.as.playerId, Buffer.from("somebody else's picture"));
  await app.settled();

  const files = await archiveOf(me.as);
  const expected = ["README.txt", `evidence/${proof_id}.jpeg`, ...allContracts.map(({ service }) => `${service}.jsonl`)];
  assert.deepEqual([...files.keys()].sort(), expected.sort());
  assert.deepEqual(files.get(`evidence/${proof_id}.jpeg`), picture);
  const records = (name: string) =>
    files
      .get(name)!
      .toString()
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  assert.deepEqual(
    records("identity.jsonl").map(({ section, username, ip_address }) => [section, username ?? ip_address]),
    [
      ["account", me.username],
      ["sessions", "127.0.0.1"],
    ],
  );
  assert.equal(records("player.jsonl").find(({ section }) => section === "profile")?.email, me.email);
  assert.equal(records("quest.jsonl")[0]?.title, "Pick up litter");
  assert.equal(records("proof.jsonl").find(({ section }) => section === "evidence")?.id, proof_id);
  const all = [...files.values()].map(String).join("\n");
  for (const secret of [other.username, other.as.playerId, "argon2", "v1.", "somebody else"]) assert.ok(!all.includes(secret), secret);
});

test("more records than fit on a page are all there, once", async () => {
  const { as } = await someone();
  await sql`INSERT INTO player_daily_xp SELECT ${as.playerId}, day, 1 FROM generate_series(date '2024-01-01', '2025-06-30', '1 day') day`.execute(
    app.db,
  );
  const lines = (await archiveOf(as)).get("player.jsonl")!.toString().split("\n");
  const days = lines.filter((line) => line.includes('"daily_xp"')).map((line) => (JSON.parse(line) as { day: string }).day);
  assert.equal(days.length, 547);
  assert.equal(new Set(days).size, 547);
});

test("an archive is for oneself, not for administrators, and not made in a loop", async () => {
  const { as } = await someone();
  for (const who of [app.player(), app.user("admin")])
    await assert.rejects(app.call(exportPlayer, { id: as.playerId }, { as: who }), { code: "forbidden" });
  await assert.rejects(app.call(exportPlayer, { id: newId() }, { as }), { code: "player_not_found", status: 404 });
  for (let i = 0; i < 5; i += 1) await archiveOf(as);
  await assert.rejects(archiveOf(as), { code: "rate_limited" });
});

test("a large file is passed on piece by piece", async () => {
  const { as } = await someone();
  await send(as.playerId, Buffer.alloc(16 * 1024 * 1024, 1));
  const { body } = (await app.call(exportPlayer, { id: "me" }, { as })) as BytesAnswer;
  let largest = 0;
  let total = 0;
  for await (const piece of body as Readable) {
    largest = Math.max(largest, (piece as Buffer).length);
    total += (piece as Buffer).length;
    assert.ok((body as Readable).readableLength <= 8 * 1024 * 1024);
  }
  assert.ok(total > 16 * 1024 * 1024 && largest <= 1024 * 1024, `${largest}`);
});
