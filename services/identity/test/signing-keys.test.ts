import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createVault, isOperationError } from "@oneheart/kernel";
import type { TestApp } from "@oneheart/testing";
import { createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet, jwtVerify, SignJWT, UnsecuredJWT } from "jose";
import { sql } from "kysely";
import { identityService } from "../src/service.ts";
import { bootIdentity, isLive, operations, registered } from "./support/app.ts";

let app: TestApp;
before(async () => {
  app = await bootIdentity();
});
after(() => app?.stop());

const published = async () => (await app.call(operations.publicKeys, {})) as unknown as JSONWebKeySet;
const check = async (token: string) =>
  jwtVerify<{ did: string; role: string; sid: string }>(token, createLocalJWKSet(await published()), {
    issuer: "oneheart",
    audience: "oneheart",
    algorithms: ["EdDSA"],
    currentDate: app.clock.now(),
  });
const rotate = () => app.call(operations.rotateSigningKey, {}, { as: app.user("admin") });
const job = (name: string) => identityService.jobs.find((one) => one.name === name)!.run(app.kernel.context("identity"));
const activeKeys = async () =>
  (await sql<{ kid: string }>`SELECT kid FROM signing_keys WHERE retired_at IS NULL`.execute(app.db)).rows.map((row) => row.kid);

test("an access token says who, in which role and session, for a day, and is verified by the published keys", async () => {
  const { tokens, principal } = await registered(app);
  const { payload, protectedHeader } = await check(tokens.access_token);
  assert.equal(payload.sub, tokens.player.id);
  assert.equal(payload.did, tokens.player.user_did);
  assert.equal(payload.role, "player");
  assert.equal(payload.sid, principal.sessionId);
  assert.equal(payload.exp! - payload.iat!, 86_400);
  assert.equal(protectedHeader.alg, "EdDSA");
  assert.deepEqual(await activeKeys(), [protectedHeader.kid]);
});

test("nothing personal is in an access token", async () => {
  const { tokens } = await registered(app);
  const { payload } = await check(tokens.access_token);
  assert.deepEqual(Object.keys(payload).sort(), ["aud", "did", "exp", "iat", "iss", "role", "sid", "sub"]);
});

test("only public halves are published, and the private one is sealed", async () => {
  for (const key of (await published()).keys) assert.deepEqual(Object.keys(key).sort(), ["alg", "crv", "kid", "kty", "use", "x"]);
  const { rows } = await sql<{ private_sealed: string }>`SELECT private_sealed FROM signing_keys`.execute(app.db);
  for (const { private_sealed } of rows) assert.match(private_sealed, /^v1\.[\w-]+$/);
});

test("forged access tokens do not verify", async () => {
  const { tokens } = await registered(app);
  const { payload, protectedHeader } = await check(tokens.access_token);
  const [header, body, signature] = tokens.access_token.split(".") as [string, string, string];
  const asAdmin = Buffer.from(JSON.stringify({ ...payload, role: "admin" })).toString("base64url");
  const [key] = (await published()).keys;
  const withPublicKeyAsSecret = new SignJWT(payload)
    .setProtectedHeader({ alg: "HS256", kid: protectedHeader.kid! })
    .sign(Buffer.from(String(key!.x), "base64url"));
  for (const forged of [
    `${header}.${asAdmin}.${signature}`,
    `${header}.${body}.`,
    `${header}.${body}.${Buffer.alloc(64).toString("base64url")}`,
    new UnsecuredJWT(payload).encode(),
    await withPublicKeyAsSecret,
  ])
    await assert.rejects(check(forged), forged);
  await check(tokens.access_token);
});

test("a new key signs at once, and the old one's tokens stay good until they expire", async () => {
  const { tokens, principal } = await registered(app);
  const { kid } = await rotate();
  assert.notEqual(decodeProtectedHeader(tokens.access_token).kid, kid);
  await check(tokens.access_token);
  assert.equal(await isLive(app, principal), true);

  const next = await app.call(operations.refresh, { refresh_token: tokens.refresh_token });
  assert.equal(decodeProtectedHeader(next.access_token).kid, kid);
  await check(next.access_token);

  app.clock.advance({ hours: 23, minutes: 59 });
  await check(tokens.access_token);
  app.clock.advance({ minutes: 10 });
  assert.deepEqual(
    (await published()).keys.map((key) => key.kid),
    [kid],
  );
});

test("several rotations at once leave one active key, and every key published", async () => {
  const keys = await Promise.all(Array.from({ length: 5 }, rotate));
  assert.equal((await activeKeys()).length, 1);
  const kids = (await published()).keys.map((key) => key.kid);
  for (const { kid } of keys) assert.ok(kids.includes(kid));
});

test("only an administrator rotates keys", async () => {
  await assert.rejects(app.call(operations.rotateSigningKey, {}, { as: app.player() }), { code: "forbidden" });
  await assert.rejects(app.call(operations.rotateSigningKey, {}), { code: "unauthenticated" });
});

test("the clock replaces a key after ninety days and not before", async () => {
  const { kid } = await rotate();
  app.clock.advance({ days: 89 });
  await job("rotate-signing-key");
  assert.deepEqual(await activeKeys(), [kid]);
  app.clock.advance({ days: 2 });
  await Promise.all([job("rotate-signing-key"), job("rotate-signing-key"), job("rotate-signing-key")]);
  const [next, ...more] = await activeKeys();
  assert.notEqual(next, kid);
  assert.deepEqual(more, []);
  const anHourAgo = new Date(app.clock.now().getTime() - 3_600_000);
  const { rows } = await sql`SELECT FROM signing_keys WHERE created_at > ${anHourAgo}`.execute(app.db);
  assert.equal(rows.length, 1);
});

test("several processes that start at once on an empty database agree on one key", async () => {
  await sql`DELETE FROM signing_keys`.execute(app.db);
  const context = () => app.kernel.context("identity");
  await Promise.all(Array.from({ length: 8 }, () => identityService.onStart!(context(), app.kernel.metrics)));
  const { rows } = await sql`SELECT kid FROM signing_keys`.execute(app.db);
  assert.equal(rows.length, 1);
});

test("a start with another master key is refused in words", async () => {
  const context = { ...app.kernel.context("identity"), vault: createVault(Buffer.alloc(32, 8)) };
  await assert.rejects(identityService.onStart!(context, app.kernel.metrics), (error: Error) => {
    assert.equal(error.name, "StartError");
    assert.match(error.message, /MASTER_KEY/);
    assert.ok(!isOperationError(error));
    return true;
  });
});
