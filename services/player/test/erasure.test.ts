import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { identityInternal } from "@oneheart/contracts/internal";
import type { TestApp } from "@oneheart/testing";
import { sql } from "kysely";
import { award, bootPlayer, createPlayer, input, operations, record } from "./support/app.ts";

const { createPlayer: create, findPlayers, getOwnPlayer, updatePlayer, leaderboard } = operations;

let app: TestApp;
before(async () => {
  app = await bootPlayer(undefined, { clock: "2026-02-02T12:00:00Z" });
});
after(() => app?.stop());

const told = (player_id: string) => app.eventsOf("player.erased").filter((event) => event.player_id === player_id);
async function erase(player_id: string, erased_name: string): Promise<void> {
  await app.emit(identityInternal.events.accountErased, { player_id, erased_name });
  await app.settled();
}

test("a registration that is still under way when its account is erased makes nobody", async () => {
  const late = input({ username: "late_comer", location: { lat: 13.7563, lng: 100.5018 } });
  await erase(late.id, "erased-000000000001");
  const player = await app.call(create, late, { as: "system" });
  assert.equal(player.username, "erased-000000000001");
  assert.equal(player.email, "erased-000000000001@erased.invalid");
  assert.equal(player.location, null);
  const { rows } = await sql`SELECT 1 FROM players p WHERE p::text LIKE '%late_comer%'`.execute(app.db);
  assert.deepEqual(rows, []);
});

test("whoever asks after everybody was told gets the new name, and learns that nobody is behind it", async () => {
  const { id } = await createPlayer(app);
  await erase(id, "erased-000000000002");
  assert.deepEqual(told(id), [{ player_id: id, erased_name: "erased-000000000002" }]);
  const { items } = await app.call(findPlayers, { ids: [id] }, { as: "system" });
  assert.deepEqual([items[0]!.username, items[0]!.erased], ["erased-000000000002", true]);
});

test("an account is closed for value in the transaction that erases it, before anybody is told", async () => {
  const { id } = await createPlayer(app);
  await sql`
    INSERT INTO accounts (id, username, username_key, email_sealed, email_hash, password_hash, role, created_at)
    VALUES (${id}, 'closing', 'closing', '', ${id}, '$argon2id$', 'player', now())`.execute(app.db);
  const isErased = async () => (await app.call(findPlayers, { ids: [id] }, { as: "system" })).items[0]!.erased;
  await app.db.transaction().execute(async (tx) => {
    await sql`UPDATE accounts SET erased_at = now() WHERE id = ${id}`.execute(tx);
    assert.equal(await isErased(), false, "not before the commit");
  });
  assert.equal(await isErased(), true);
  assert.deepEqual(told(id), []);
  await assert.rejects(app.call(updatePlayer, { id: "me", bio: "still here" }, { as: app.player(id) }), { code: "player_not_found" });
});

test("an award that was verified too late counts for nobody, and everybody is told to erase again", async () => {
  const { id } = await createPlayer(app);
  await record(app, award(id, { badges: ["first_step"] }));
  await erase(id, "erased-000000000003");
  await record(app, award(id, { badges: ["mentor"], xp: 40 }));
  await app.settled();
  assert.equal(told(id).length, 2);
  for (const table of ["player_daily_xp", "player_action_days", "player_badges"]) {
    const { rows } = await sql`SELECT 1 FROM ${sql.table(table)} WHERE player_id = ${id}`.execute(app.db);
    assert.deepEqual(rows, [], table);
  }
  const { items } = await app.call(leaderboard, { period: "daily" }, { as: app.player() });
  assert.ok(!items.some(({ player_id }) => player_id === id));
});

test("a change of the profile that comes too late changes nothing", async () => {
  const { id } = await createPlayer(app);
  await erase(id, "erased-000000000004");
  const change = { id: "me" as const, bio: "still here", location: { lat: 1, lng: 2 } };
  await assert.rejects(app.call(updatePlayer, change, { as: app.player(id) }), { code: "player_not_found" });
  const own = await app.call(getOwnPlayer, { id }, { as: "system" });
  assert.deepEqual([own.bio, own.location], ["", null]);
});
