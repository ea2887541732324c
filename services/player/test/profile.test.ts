import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newId } from "@oneheart/kernel";
import type { TestApp } from "@oneheart/testing";
import { sql } from "kysely";
import { bootPlayer, createNeighbours, createPlayer, input, operations } from "./support/app.ts";

const neighbours = createNeighbours();
let app: TestApp;
before(async () => {
  app = await bootPlayer(neighbours);
});
after(() => app?.stop());

const bangkok = { lat: 13.756331, lng: 100.501765 };
const unknownDid = "did:oneheart:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK";

test("a new player is as the contract says, with an identifier of its own", async () => {
  const [one, other] = await Promise.all([createPlayer(app, { location: bangkok }), createPlayer(app)]);
  assert.ok(operations.createPlayer.output.safeParse(one).success);
  assert.deepEqual(one.profile, { ...other.profile, created_at: one.profile.created_at });
  assert.equal(one.profile.level, 1);
  assert.equal(one.profile.xp_to_next_level, 100);
  assert.deepEqual(one.location, bangkok);
  assert.equal(other.location, null);
  assert.notEqual(one.user_did, other.user_did);
});

test("of twenty creations of one player at once, all answer the same player", async () => {
  const draft = input({ username: "สมชาย🌱" });
  const answers = await Promise.all(Array.from({ length: 20 }, () => app.call(operations.createPlayer, draft, { as: "system" })));
  for (const answer of answers) assert.deepEqual(answer, answers[0]);
  const { rows } = await sql<{ n: bigint }>`SELECT count(*) AS n FROM did_keys WHERE player_id = ${draft.id}`.execute(app.db);
  assert.equal(rows[0]!.n, 1n);
});

test("only other services create players and read them as their owner", async () => {
  const player = await createPlayer(app);
  for (const as of [app.player(), app.user("admin")]) {
    await assert.rejects(app.call(operations.createPlayer, input(), { as }), { code: "forbidden" });
    await assert.rejects(app.call(operations.getOwnPlayer, { id: player.id }, { as }), { code: "forbidden" });
    await assert.rejects(app.call(operations.findPlayers, { ids: [player.id] }, { as }), { code: "forbidden" });
  }
  assert.equal((await app.call(operations.getOwnPlayer, { id: player.id }, { as: "system" })).email, player.email);
});

test("a profile is read by id, by DID and by `me`", async () => {
  const player = await createPlayer(app);
  const as = app.player(player.id);
  for (const id of [player.id, player.id.toUpperCase(), player.user_did, "me"])
    assert.deepEqual(await app.call(operations.getPlayer, { id }, { as }), player, id);
});

test("email and location are for oneself and administrators", async () => {
  const player = await createPlayer(app, { location: bangkok });
  const seenBy = (as: Parameters<typeof app.call>[2]) => app.call(operations.getPlayer, { id: player.id }, as);
  for (const as of [app.player(player.id), app.user("admin")]) {
    const seen = await seenBy({ as });
    assert.equal(seen.email, player.email);
    assert.deepEqual(seen.location, bangkok);
  }
  for (const as of [app.player(), app.user("reviewer"), app.user("sponsor"), app.user("government")]) {
    const seen = await seenBy({ as });
    assert.ok(!("email" in seen) && !("location" in seen), as.role);
    assert.equal(seen.username, player.username);
  }
  await assert.rejects(seenBy({}), { code: "unauthenticated" });
});

test("neither address nor exact position can be read in the database", async () => {
  const player = await createPlayer(app, { email: "very.secret@example.com", location: bangkok });
  const { rows } = await sql<{ text: string; lat: string; lng: string }>`
    SELECT p::text AS text, location_lat AS lat, location_lng AS lng FROM players p WHERE id = ${player.id}`.execute(app.db);
  assert.ok(!rows[0]!.text.includes("secret") && !rows[0]!.text.includes("13.75") && !rows[0]!.text.includes("100.50"));
  assert.deepEqual([rows[0]!.lat, rows[0]!.lng], ["13.8", "100.5"]);
});

test("quests and purchases come from their services; what was cancelled is not owned", async () => {
  const player = await createPlayer(app);
  neighbours.counts.set(player.id, { active_quests: 3, completed_missions: 15 });
  neighbours.purchases.set(player.id, [
    { name: "Travel kit", status: "fulfilled" },
    { name: "Tree", status: "held" },
    { name: "Boat", status: "cancelled" },
  ]);
  const as = app.player(player.id);
  const expected = { active_quests: 3, completed_missions: 15, purchased_items: ["Travel kit", "Tree"] };
  assert.deepEqual((await app.call(operations.getPlayer, { id: "me" }, { as })).inventory, expected);

  const inventory = await app.call(operations.getInventory, { id: "me" }, { as });
  assert.ok(operations.getInventory.output.safeParse(inventory).success);
  assert.deepEqual(
    inventory.purchased_items.map(({ name, status }) => [name, status]),
    [
      ["Travel kit", "fulfilled"],
      ["Tree", "held"],
    ],
  );
  assert.deepEqual(inventory.badges, []);
});

test("an inventory is for oneself and administrators", async () => {
  const player = await createPlayer(app);
  await app.call(operations.getInventory, { id: player.id }, { as: app.user("admin") });
  await assert.rejects(app.call(operations.getInventory, { id: player.id }, { as: app.player() }), { code: "forbidden", status: 403 });
});

test("a profile is changed by its owner, field by field", async () => {
  const player = await createPlayer(app, { location: bangkok });
  const as = app.player(player.id);
  const bio = "ปลูกต้นไม้ทุกวัน 🌱\n<script>alert('x')</script>'; DROP TABLE players;--";
  const withBio = await app.call(operations.updatePlayer, { id: "me", bio }, { as });
  assert.equal(withBio.bio, bio);
  assert.deepEqual(withBio.location, bangkok);

  const moved = await app.call(operations.updatePlayer, { id: player.user_did, location: { lat: -33.8688, lng: 151.2093 } }, { as });
  assert.equal(moved.bio, bio);
  assert.deepEqual(moved.location, { lat: -33.8688, lng: 151.2093 });

  const gone = await app.call(operations.updatePlayer, { id: player.id, location: null }, { as });
  assert.equal(gone.location, null);
  assert.equal(gone.bio, bio);
  assert.deepEqual(await app.call(operations.getPlayer, { id: "me" }, { as }), gone);

  await app.settled();
  assert.equal(app.eventsOf("player.updated").filter(({ player_id }) => player_id === player.id).length, 3);
});

test("a position at the edge of the world is kept", async () => {
  const player = await createPlayer(app);
  const as = app.player(player.id);
  for (const location of [
    { lat: 90, lng: 180 },
    { lat: -90, lng: -180 },
    { lat: 0, lng: 0 },
  ])
    assert.deepEqual((await app.call(operations.updatePlayer, { id: "me", location }, { as })).location, location);
});

test("nobody but the owner and administrators changes a profile", async () => {
  const player = await createPlayer(app);
  for (const as of [app.player(), app.user("reviewer")])
    await assert.rejects(app.call(operations.updatePlayer, { id: player.id, bio: "mine now" }, { as }), { code: "forbidden", status: 403 });
  assert.equal((await app.call(operations.updatePlayer, { id: player.id, bio: "tidied" }, { as: app.user("admin") })).bio, "tidied");
});

for (const change of [
  { bio: "x".repeat(501) },
  { bio: "nul\u0000" },
  { location: { lat: 91, lng: 0 } },
  { username: "other" },
  { total_xp: 1 },
])
  test(`a profile refuses ${JSON.stringify(change).slice(0, 40)}`, async () => {
    const player = await createPlayer(app);
    await assert.rejects(app.call(operations.updatePlayer, { id: "me", ...change }, { as: app.player(player.id) }), {
      code: "invalid_input",
    });
  });

test("a player that does not exist is not found, by any name", async () => {
  const as = app.player();
  for (const id of [newId(), unknownDid, "me"]) {
    await assert.rejects(app.call(operations.getPlayer, { id }, { as }), { code: "player_not_found", status: 404 });
    await assert.rejects(app.call(operations.updatePlayer, { id, bio: "x" }, { as }), { code: "player_not_found", status: 404 });
    await assert.rejects(app.call(operations.getInventory, { id }, { as }), { code: "player_not_found", status: 404 });
  }
  await assert.rejects(app.call(operations.getOwnPlayer, { id: newId() }, { as: "system" }), { code: "player_not_found", status: 404 });
  await assert.rejects(app.call(operations.getPlayer, { id: "' OR 1=1 --" }, { as }), { code: "invalid_input" });
});

test("several players are found by ids and DIDs, unknown ones left out", async () => {
  const [one, two] = [await createPlayer(app), await createPlayer(app)];
  const { items } = await app.call(operations.findPlayers, { ids: [one.id, two.user_did, two.id, newId(), unknownDid] }, { as: "system" });
  assert.ok(operations.findPlayers.output.safeParse({ items }).success);
  assert.deepEqual(
    items.map(({ id, user_did, username }) => ({ id, user_did, username })),
    [one, two].map(({ id, user_did, username }) => ({ id, user_did, username })).sort((a, b) => (a.id < b.id ? -1 : 1)),
  );
  for (const facts of items) assert.ok(!("email" in facts));
  assert.deepEqual(await app.call(operations.findPlayers, { ids: [] }, { as: "system" }), { items: [] });
});
