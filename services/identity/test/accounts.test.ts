import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { playerContract } from "@oneheart/contracts";
import { newId } from "@oneheart/kernel";
import type { TestApp } from "@oneheart/testing";
import { sql } from "kysely";
import { bootIdentity, isLive, newcomer, operations, principalOf, registered } from "./support/app.ts";

let app: TestApp;
before(async () => {
  app = await bootIdentity();
});
after(() => app?.stop());

const create = (role: "player" | "reviewer" | "sponsor" | "government" | "admin", over = {}) =>
  app.call(operations.createAccount, { ...newcomer(over), role }, { as: app.user("admin") });
const setRole = (id: string, role: "player" | "reviewer" | "admin") =>
  app.call(operations.setRole, { id, role }, { as: app.user("admin") });
const noAdmins = () => sql`UPDATE accounts SET role = 'player' WHERE role = 'admin'`.execute(app.db);
const admins = async () =>
  (await sql<{ id: string }>`SELECT id FROM accounts WHERE role = 'admin'`.execute(app.db)).rows.map(({ id }) => id);

test("of ten processes that ask at once for the first administrator, one makes it, and its password works", async () => {
  const password = "the first administrator";
  const answers = await Promise.all(Array.from({ length: 10 }, () => app.call(operations.ensureAdmin, { password }, { as: "system" })));
  assert.equal(answers.filter(({ created }) => created).length, 1);
  assert.equal((await admins()).length, 1);
  const answer = await app.call(operations.login, { identifier: "admin", password });
  assert.equal(principalOf(answer.access_token).role, "admin");
  const me = await app.call(playerContract.operations.getPlayer, { id: "me" }, { as: principalOf(answer.access_token) });
  assert.equal(me.username, "admin");
});

test("there is no first administrator when there is one by another name", async () => {
  const ensure = (password: string) => app.call(operations.ensureAdmin, { password }, { as: "system" });
  assert.deepEqual(await ensure("never mind this one"), { created: false, password_works: false });
  assert.deepEqual(await ensure("the first administrator"), { created: false, password_works: true });
  await assert.rejects(app.call(operations.ensureAdmin, { password: "never mind this one" }, { as: app.user("admin") }), {
    code: "forbidden",
  });
});

for (const role of ["player", "reviewer", "sponsor", "government", "admin"] as const)
  test(`an administrator creates a ${role} who can log in and has a player`, async () => {
    const draft = newcomer();
    const account = await app.call(
      operations.createAccount,
      { ...draft, role, location: { lat: 18.79, lng: 98.98 } },
      { as: app.user("admin") },
    );
    assert.ok(operations.createAccount.output.safeParse(account).success);
    assert.equal(account.email, draft.email);
    const answer = await app.call(operations.login, { identifier: draft.email, password: draft.password });
    assert.equal(principalOf(answer.access_token).role, role);
    assert.deepEqual(answer.player.location, { lat: 18.79, lng: 98.98 });
  });

test("creating an account refuses taken names and confirmed addresses, and is for administrators", async () => {
  const { credentials, tokens } = await registered(app);
  await assert.rejects(create("reviewer", { username: credentials.username.toUpperCase() }), { code: "username_taken", status: 409 });
  await sql`UPDATE accounts SET email_confirmed_at = now() WHERE id = ${tokens.player.id}`.execute(app.db);
  await assert.rejects(create("reviewer", { email: credentials.email }), { code: "email_taken", status: 409 });
  for (const role of ["player", "reviewer", "sponsor", "government"] as const)
    await assert.rejects(app.call(operations.createAccount, { ...newcomer(), role: "admin" }, { as: app.user(role) }), {
      code: "forbidden",
    });
});

test("registering cannot choose a role", async () => {
  const input = { ...newcomer(), role: "admin" } as never;
  await assert.rejects(app.call(operations.register, input), { code: "invalid_input" });
});

test("another role ends the account's sessions, and the next log-in has it", async () => {
  const { principal, credentials } = await registered(app);
  const account = await setRole(principal.playerId, "reviewer");
  assert.equal(account.role, "reviewer");
  assert.equal(await isLive(app, principal), false);
  const answer = await app.call(operations.login, { identifier: credentials.username, password: credentials.password });
  assert.equal(principalOf(answer.access_token).role, "reviewer");
});

test("a log-in and a change of role at once leave no live session of the old role", async () => {
  for (let round = 0; round < 10; round += 1) {
    const { principal, credentials } = await registered(app);
    const [answer] = await Promise.all([
      app.call(operations.login, { identifier: credentials.username, password: credentials.password }),
      setRole(principal.playerId, "reviewer"),
    ]);
    const session = principalOf(answer.access_token);
    assert.ok(session.role === "reviewer" || !(await isLive(app, session)), `round ${round}`);
  }
});

test("the role of an account that does not exist cannot be set", async () => {
  await assert.rejects(setRole(newId(), "reviewer"), { code: "account_not_found", status: 404 });
});

test("the last administrator cannot be demoted", async () => {
  await noAdmins();
  const admin = await create("admin");
  await assert.rejects(setRole(admin.id, "player"), { code: "last_admin", status: 409 });
  assert.deepEqual(await admins(), [admin.id]);
  assert.equal((await setRole(admin.id, "admin")).role, "admin");
});

test("administrators who demote each other at the same time leave one", async () => {
  for (let round = 0; round < 5; round += 1) {
    await noAdmins();
    const ids = (await Promise.all([create("admin"), create("admin"), create("admin")])).map(({ id }) => id);
    const outcomes = await Promise.allSettled(ids.map((id) => setRole(id, "player")));
    assert.equal(outcomes.filter(({ status }) => status === "fulfilled").length, 2);
    assert.equal((await admins()).length, 1);
  }
});

test("accounts are listed newest first, page by page, by role and by the beginning of the name", async () => {
  const prefix = "ListedName";
  const made = [];
  for (let i = 0; i < 5; i += 1) made.push(await create(i % 2 ? "sponsor" : "government", { username: `${prefix}_${i}` }));
  const list = (input: Record<string, unknown>) => app.call(operations.listUsers, input, { as: app.user("admin") });

  const seen = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await list({ username: prefix.toUpperCase(), limit: 2, cursor });
    assert.ok(page.items.length <= 2);
    seen.push(...page.items);
    cursor = page.next_cursor;
  }
  assert.deepEqual(seen, made.toReversed());
  const sponsors = await list({ username: prefix, role: "sponsor" });
  assert.deepEqual(
    sponsors.items.map(({ username }) => username),
    [`${prefix}_3`, `${prefix}_1`],
  );
  for (const username of ["Listed%", "' OR 1=1", "no\u0000thing"]) assert.deepEqual((await list({ username })).items, []);
});

test("the list refuses a forged cursor, and everyone but administrators", async () => {
  await assert.rejects(app.call(operations.listUsers, { cursor: "forged" }, { as: app.user("admin") }), { code: "invalid_input" });
  for (const role of ["player", "reviewer", "sponsor", "government"] as const)
    await assert.rejects(app.call(operations.listUsers, {}, { as: app.user(role) }), { code: "forbidden" });
});

test("an administrator lets an account be tried again from a place that guessed too often", async () => {
  const { credentials, principal } = await registered(app);
  const logIn = (password: string) =>
    app.call(operations.login, { identifier: credentials.username, password }, { ip: "10.9.9.9" }).then(
      () => "ok",
      (error: { code: string }) => error.code,
    );
  for (let i = 0; i < 10; i += 1) await logIn("wrong password");
  assert.equal(await logIn(credentials.password), "rate_limited");
  const unlock = (id: string, as = app.user("admin")) => app.call(operations.unlockAccount, { id }, { as });
  await assert.rejects(unlock(principal.playerId, principal), { code: "forbidden" });
  await assert.rejects(unlock(newId()), { code: "account_not_found", status: 404 });
  await unlock(principal.playerId);
  assert.equal(await logIn(credentials.password), "ok");
});

test("what administrators do with accounts is in the audit log", async () => {
  const admin = app.user("admin");
  const { principal } = await registered(app);
  await app.call(operations.setRole, { id: principal.playerId, role: "reviewer" }, { as: admin });
  await app.call(operations.listUsers, {}, { as: admin });
  const { rows } = await sql<{ operation: string; target: string | null }>`
    SELECT operation, target FROM audit_log WHERE actor_id = ${admin.playerId} ORDER BY id`.execute(app.db);
  assert.deepEqual(rows, [
    { operation: "identity.setRole", target: principal.playerId },
    { operation: "identity.listUsers", target: null },
  ]);
});
