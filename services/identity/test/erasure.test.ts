import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { isOperationError } from "@oneheart/kernel";
import type { TestApp } from "@oneheart/testing";
import { sql } from "kysely";
import { eraseAgain } from "../src/jobs/erase-again.ts";
import { bootIdentity, isLive, newcomer, operations, registered } from "./support/app.ts";

const { erasePlayer, login, createAccount, setRole, listUsers } = operations;

let app: TestApp;
before(async () => {
  app = await bootIdentity({ clock: "2026-05-04T12:00:00Z" });
});
after(() => app?.stop());

const code = (expected: string) => (error: unknown) => isOperationError(error, expected);
const told = (player_id: string) => app.eventsOf("player.erased").filter((event) => event.player_id === player_id);
const runEraseAgain = () => eraseAgain.run(app.kernel.context("identity"));

test("of two administrators who erase each other at once, one stays", async () => {
  await sql`UPDATE accounts SET role = 'player' WHERE role = 'admin'`.execute(app.db);
  const create = () => app.call(createAccount, { ...newcomer(), role: "admin" }, { as: app.user("admin") });
  const [ann, bob] = [await create(), await create()];
  const erase = (by: string, id: string) => app.call(erasePlayer, { id }, { as: app.user("admin", by) });
  const outcomes = await Promise.allSettled([erase(ann.id, bob.id), erase(bob.id, ann.id)]);
  assert.deepEqual(outcomes.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
  const lost = outcomes.find((outcome) => outcome.status === "rejected");
  assert.ok(isOperationError(lost?.reason, "last_admin"));
  const { rows } = await sql`SELECT 1 FROM accounts WHERE role = 'admin'`.execute(app.db);
  assert.equal(rows.length, 1);
});

test("of many log-ins at the moment of erasure none leaves a session that lives on", async () => {
  const { credentials, principal } = await registered(app);
  const logIn = () => app.call(login, { identifier: credentials.username, password: credentials.password });
  const erase = () => app.call(erasePlayer, { id: "me", password: credentials.password }, { as: principal });
  await Promise.allSettled([logIn(), logIn(), erase(), logIn(), logIn()]);
  await app.settled();
  await runEraseAgain();
  await app.settled();
  const { rows } = await sql`SELECT 1 FROM auth_sessions WHERE account_id = ${principal.playerId}`.execute(app.db);
  assert.deepEqual(rows, []);
  assert.equal(await isLive(app, principal), false);
  assert.equal(await app.backing.documents.count("sessions", { player_id: principal.playerId }), 0);
  await assert.rejects(logIn(), code("wrong_credentials"));
});

test("an erased account can be given no role, and is listed under the name that took its place", async () => {
  const { credentials, principal } = await registered(app);
  const admin = { as: app.user("admin") };
  await app.call(erasePlayer, { id: principal.playerId }, admin);
  await assert.rejects(app.call(setRole, { id: principal.playerId, role: "admin" }, admin), code("account_not_found"));
  const { items } = await app.call(listUsers, { username: "erased-", limit: 100 }, admin);
  const listed = items.find(({ id }) => id === principal.playerId);
  assert.match(listed!.username, /^erased-[0-9a-f]{12}$/);
  assert.equal(listed!.email, `${listed!.username}@erased.invalid`);
  assert.deepEqual((await app.call(listUsers, { username: credentials.username }, admin)).items, []);
});

test("wrong passwords are counted, so that a stolen session cannot guess its way to erasure", async () => {
  const { principal } = await registered(app);
  const guess = () => app.call(erasePlayer, { id: "me", password: "a wrong password" }, { as: principal });
  for (let tries = 0; tries < 10; tries += 1) await assert.rejects(guess(), code("wrong_credentials"));
  await assert.rejects(guess(), code("rate_limited"));
});

test("for some hours everybody is told again, for what a request under way may have left, and then no more", async () => {
  const { credentials, principal } = await registered(app);
  await app.call(erasePlayer, { id: "me", password: credentials.password }, { as: principal });
  await app.settled();
  assert.equal(told(principal.playerId).length, 1);
  app.clock.advance({ hours: 1 });
  await runEraseAgain();
  await app.settled();
  const twice = told(principal.playerId);
  assert.equal(twice.length, 2);
  assert.equal(twice[0]!.erased_name, twice[1]!.erased_name);
  app.clock.advance({ hours: 3 });
  await runEraseAgain();
  await app.settled();
  assert.equal(told(principal.playerId).length, 2);
});
