import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { playerInternal } from "@oneheart/contracts/internal";
import type { TestApp } from "@oneheart/testing";
import { sql } from "kysely";
import { forgetSessions } from "../src/jobs/forget-sessions.ts";
import { bootIdentity, newcomer, operations, principalOf } from "./support/app.ts";

const { register, login, refresh, accountTraces } = operations;

let app: TestApp;
before(async () => {
  app = await bootIdentity();
});
after(() => app?.stop());

const phone = "OneHeart/1.0 (Android 15)";
const join = async (ip: string, userAgent = phone) => {
  const credentials = newcomer();
  const tokens = await app.call(register, credentials, { ip, userAgent });
  return { credentials, tokens, id: principalOf(tokens.access_token).playerId };
};
const asked = (ids: string[], here?: { ip_address: string; user_agent: string }) =>
  app.call(accountTraces, { ids, here }, { as: "system" });
const keysOf = async (id: string, kind: string) =>
  (await asked([id])).items[0]!.traces.filter((trace) => trace.kind === kind).map(({ key }) => key);

test("accounts at one address share its key, and the device only with the same program", async () => {
  const [ann, bob, eve, far] = [
    await join("203.0.113.20"),
    await join("203.0.113.20"),
    await join("203.0.113.20", "x"),
    await join("203.0.113.21"),
  ];
  assert.deepEqual(await keysOf(ann.id, "address"), await keysOf(bob.id, "address"));
  assert.deepEqual(await keysOf(ann.id, "device"), await keysOf(bob.id, "device"));
  assert.deepEqual(await keysOf(ann.id, "address"), await keysOf(eve.id, "address"));
  assert.notDeepEqual(await keysOf(ann.id, "device"), await keysOf(eve.id, "device"));
  assert.notDeepEqual(await keysOf(ann.id, "address"), await keysOf(far.id, "address"));
  const traces = (await asked([ann.id])).items[0]!.traces;
  assert.deepEqual(Object.fromEntries(traces.map(({ kind, accounts }) => [kind, accounts])), { address: 3, device: 2 });
});

test("a request under way is hashed as sessions are, and log-in and refresh leave traces too", async () => {
  const { id, credentials, tokens } = await join("203.0.113.30");
  await app.call(login, { identifier: credentials.username, password: credentials.password }, { ip: "203.0.113.31", userAgent: phone });
  await app.call(refresh, { refresh_token: tokens.refresh_token }, { ip: "203.0.113.32", userAgent: phone });
  const keys = new Set(await keysOf(id, "address"));
  assert.equal(keys.size, 3);
  for (const ip_address of ["203.0.113.30", "203.0.113.31", "203.0.113.32"]) {
    const { here } = await asked([], { ip_address, user_agent: phone });
    assert.ok(keys.has(here.find(({ kind }) => kind === "address")!.key));
  }
});

test("no address is kept in the clear, and loopback is no place", async () => {
  const { id } = await join("203.0.113.40");
  const { rows } = await sql<{ row: string }>`SELECT t::text AS row FROM account_traces t WHERE account_id = ${id}`.execute(app.db);
  assert.equal(rows.length, 2);
  for (const { row } of rows) assert.ok(!row.includes("203.0.113") && !row.includes("OneHeart"));
  assert.deepEqual((await asked([(await join("127.0.0.1")).id])).items[0]!.traces, []);
});

test("unknown accounts are left out", async () => {
  const { items } = await asked(["0190b0a0-0000-7000-8000-000000000000"]);
  assert.deepEqual(items, []);
  assert.deepEqual(await asked([]), { items: [], here: [] });
});

test("traces go with the person, and 30 days after they were last seen", async () => {
  const [gone, old] = [await join("203.0.113.50"), await join("203.0.113.51")];
  await app.emit(playerInternal.events.playerErased, { player_id: gone.id, erased_name: "erased-0" });
  await app.settled();
  assert.deepEqual(await keysOf(gone.id, "address"), []);
  assert.equal((await keysOf(old.id, "address")).length, 1);
  app.clock.advance({ days: 31 });
  await forgetSessions.run(app.kernel.context("identity"));
  assert.deepEqual(await keysOf(old.id, "address"), []);
});
