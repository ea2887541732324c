import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newId } from "@oneheart/kernel";
import { type TestApp, until } from "@oneheart/testing";
import { sql } from "kysely";
import { identityService } from "../src/service.ts";
import { bootIdentity, isLive, newcomer, operations, principalOf, registered } from "./support/app.ts";

let app: TestApp;
const heard: string[] = [];
before(async () => {
  app = await bootIdentity();
  await app.backing.cache.subscribe("session.ended", (id) => heard.push(id));
});
after(() => app?.stop());

const phone = "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36";
const cacheKey = (id: string) => `session:${id}`;
const hears = (id: string) =>
  until(
    async () => heard,
    (ids) => ids.includes(id),
    `session.ended ${id}`,
  );
const logIn = async (credentials: { username: string; password: string }, options = {}) =>
  principalOf(
    (await app.call(operations.login, { identifier: credentials.username, password: credentials.password }, options)).access_token,
  );

test("a session is in the cache with player, role and expiry", async () => {
  const { principal } = await registered(app);
  const cached = JSON.parse((await app.backing.cache.get(cacheKey(principal.sessionId)))!);
  assert.deepEqual(Object.keys(cached).sort(), ["exp", "player_id", "role"]);
  assert.equal(cached.player_id, principal.playerId);
  assert.equal(cached.role, "player");
  assert.ok(Math.abs(cached.exp - app.clock.now().getTime() / 1000 - 604_800) < 60);
});

test("a session is a document with device and address", async () => {
  const credentials = newcomer();
  const answer = await app.call(operations.register, credentials, { userAgent: phone, ip: "203.0.113.7" });
  const { sessionId, playerId } = principalOf(answer.access_token);
  const document = await app.backing.documents.get("sessions", sessionId);
  assert.equal(document!.player_id, playerId);
  assert.equal(document!.device, "mobile");
  assert.equal(document!.ip_address, "203.0.113.7");
  assert.equal(Date.parse(String(document!.expires_at)) - Date.parse(String(document!.created_at)), 604_800_000);
});

test("log-out ends the session at once, everywhere", async () => {
  const { principal, credentials } = await registered(app);
  const other = await logIn(credentials);
  await app.call(operations.logout, {}, { as: principal });
  assert.equal(await isLive(app, principal), false);
  assert.equal(await isLive(app, other), true);
  assert.equal(await app.backing.cache.get(cacheKey(principal.sessionId)), undefined);
  await hears(principal.sessionId);
  const document = await app.backing.documents.get("sessions", principal.sessionId);
  assert.equal(typeof document!.ended_at, "string");
  await app.call(operations.logout, {}, { as: principal });
});

test("a live session survives a cache that forgot it", async () => {
  const { principal } = await registered(app);
  await app.backing.cache.delete(cacheKey(principal.sessionId));
  assert.equal(await isLive(app, principal), true);
  assert.notEqual(await app.backing.cache.get(cacheKey(principal.sessionId)), undefined);
});

test("an ended session stays ended when the cache forgot everything", async () => {
  const { principal } = await registered(app);
  await app.call(operations.logout, {}, { as: principal });
  await app.backing.cache.delete(`session_ended:${principal.sessionId}`);
  assert.equal(await isLive(app, principal), false);
});

test("an ended session stays ended when another process notes late that it is live", async () => {
  const { principal } = await registered(app);
  const live = (await app.backing.cache.get(cacheKey(principal.sessionId)))!;
  await app.call(operations.logout, {}, { as: principal });
  await app.backing.cache.set(cacheKey(principal.sessionId), live, { ttl_ms: 60_000 });
  assert.equal(await isLive(app, principal), false);
});

test("a session that nobody began is not live", async () => {
  assert.equal(await isLive(app, app.player()), false);
  await assert.rejects(app.call(operations.sessionState, { session_id: newId() }, { as: app.player() }), { code: "forbidden" });
});

test("one's sessions are listed with device and address, the current one marked", async () => {
  const { principal, credentials } = await registered(app);
  const onPhone = await logIn(credentials, { userAgent: phone, ip: "203.0.113.9" });
  const gone = await logIn(credentials);
  await app.call(operations.logout, {}, { as: gone });
  await registered(app);

  const { items } = await app.call(operations.listSessions, {}, { as: principal });
  assert.deepEqual(new Set(items.map(({ id }) => id)), new Set([principal.sessionId, onPhone.sessionId]));
  assert.equal(items.find(({ current }) => current)!.id, principal.sessionId);
  const mobile = items.find(({ id }) => id === onPhone.sessionId)!;
  assert.equal(mobile.device, "mobile");
  assert.equal(mobile.ip_address, "203.0.113.9");
  assert.ok(operations.listSessions.output.safeParse({ items }).success);
});

test("one ends a session of one's own", async () => {
  const { principal, credentials } = await registered(app);
  const other = await logIn(credentials);
  await app.call(operations.revokeSession, { id: other.sessionId }, { as: principal });
  assert.equal(await isLive(app, other), false);
  assert.equal(await isLive(app, principal), true);
  await hears(other.sessionId);
});

test("nobody ends somebody else's session, nor one that does not exist", async () => {
  const { principal } = await registered(app);
  const stranger = await registered(app);
  for (const id of [stranger.principal.sessionId, newId()])
    await assert.rejects(app.call(operations.revokeSession, { id }, { as: principal }), { code: "session_not_found", status: 404 });
  assert.equal(await isLive(app, stranger.principal), true);
});

test("a new password ends every other session and the old password", async () => {
  const { principal, credentials } = await registered(app);
  const other = await logIn(credentials);
  const new_password = "another fine password";
  await app.call(operations.changePassword, { current_password: credentials.password, new_password }, { as: principal });
  assert.equal(await isLive(app, principal), true);
  assert.equal(await isLive(app, other), false);
  await hears(other.sessionId);
  await assert.rejects(logIn(credentials), { code: "wrong_credentials" });
  await logIn({ ...credentials, password: new_password });
});

test("the password is not changed without the current one, and guessing it is refused after ten tries", async () => {
  const { principal, credentials } = await registered(app);
  const change = (current_password: string) =>
    app.call(operations.changePassword, { current_password, new_password: "another fine password" }, { as: principal });
  for (let i = 0; i < 10; i += 1) await assert.rejects(change("wrong password"), { code: "wrong_credentials", status: 401 });
  await assert.rejects(change(credentials.password), { code: "rate_limited" });
  await logIn(credentials);
});

test("of two changes of the password at once, one wins and its password is the one", async () => {
  const { principal, credentials } = await registered(app);
  const passwords = ["the first new password", "the second new password"];
  const outcomes = await Promise.allSettled(
    passwords.map((new_password) =>
      app.call(operations.changePassword, { current_password: credentials.password, new_password }, { as: principal }),
    ),
  );
  const won = outcomes.findIndex(({ status }) => status === "fulfilled");
  assert.equal(outcomes.filter(({ status }) => status === "fulfilled").length, 1);
  await logIn({ ...credentials, password: passwords[won]! });
});

test("a log-in goes on while the cache is away; a log-out says that it could not reach everyone", async () => {
  const { principal, credentials } = await registered(app);
  const { cache } = app.backing;
  const away = () => Promise.reject(new Error("the cache is away"));
  const works = { ...cache };
  Object.assign(cache, { get: away, set: away, delete: away, increment: away, publish: away });
  try {
    const other = await logIn(credentials);
    assert.equal(await isLive(app, other), true);
    await assert.rejects(app.call(operations.logout, {}, { as: principal }), { code: "unavailable", status: 503 });
    assert.equal(await isLive(app, principal), false);
  } finally {
    Object.assign(cache, works);
  }
  await app.call(operations.logout, {}, { as: principal });
  assert.equal(await app.backing.cache.get(cacheKey(principal.sessionId)), undefined);
});

test("a log-in goes on while the document store is away", async () => {
  const { credentials } = await registered(app);
  const { documents } = app.backing;
  const { insert } = documents;
  documents.insert = () => Promise.reject(new Error("the document store is away"));
  try {
    assert.equal(await isLive(app, await logIn(credentials)), true);
  } finally {
    documents.insert = insert;
  }
});

test("sessions are forgotten thirty days after they expired, with their tokens and documents", async () => {
  const { principal } = await registered(app);
  const forget = () => identityService.jobs.find(({ name }) => name === "forget-sessions")!.run(app.kernel.context("identity"));
  const remains = async () => {
    const { rows } = await sql<{ n: bigint }>`
      SELECT count(*) AS n FROM auth_sessions s JOIN refresh_tokens t ON t.session_id = s.id WHERE s.id = ${principal.sessionId}`.execute(
      app.db,
    );
    return [rows[0]!.n, await app.backing.documents.count("sessions", { id: principal.sessionId })];
  };
  app.clock.advance({ days: 36 });
  await forget();
  assert.deepEqual(await remains(), [1n, 1]);
  app.clock.advance({ days: 2 });
  await forget();
  assert.deepEqual(await remains(), [0n, 0]);
});
