import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { TestApp } from "@oneheart/testing";
import { sql } from "kysely";
import { bootIdentity, isLive, operations, principalOf, registered } from "./support/app.ts";

let app: TestApp;
before(async () => {
  app = await bootIdentity();
});
after(() => app?.stop());

const refresh = (refresh_token: string) => app.call(operations.refresh, { refresh_token });
const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => "ok",
    (error: { code: string }) => error.code,
  );

test("a refresh answers new tokens of the same session and player", async () => {
  const { tokens, principal } = await registered(app);
  const next = await refresh(tokens.refresh_token);
  assert.notEqual(next.refresh_token, tokens.refresh_token);
  assert.equal(next.player.id, tokens.player.id);
  assert.equal(next.player.email, tokens.player.email);
  assert.equal(principalOf(next.access_token).sessionId, principal.sessionId);
  assert.equal(await codeOf(refresh(next.refresh_token)), "ok");
});

test("a token used twice ends its whole family, and no other session", async () => {
  const { tokens, principal, credentials } = await registered(app);
  const other = await app.call(operations.login, { identifier: credentials.username, password: credentials.password });
  const second = await refresh(tokens.refresh_token);
  const third = await refresh(second.refresh_token);
  assert.equal(await codeOf(refresh(tokens.refresh_token)), "refresh_token_reused");
  assert.equal(await codeOf(refresh(third.refresh_token)), "refresh_token_invalid");
  assert.equal(await isLive(app, principal), false);
  assert.equal(await isLive(app, principalOf(other.access_token)), true);
  assert.equal(await codeOf(refresh(other.refresh_token)), "ok");
});

test("of twenty uses of one token at once, all get tokens of one family, and the session lives", async () => {
  for (let round = 0; round < 5; round += 1) {
    const { tokens, principal } = await registered(app);
    const answers = await Promise.all(Array.from({ length: 20 }, () => refresh(tokens.refresh_token)));
    assert.equal(new Set(answers.map(({ refresh_token }) => refresh_token)).size, 1);
    assert.ok(answers.every(({ access_token }) => principalOf(access_token).sessionId === principal.sessionId));
    assert.equal(await isLive(app, principal), true);
  }
});

test("a refresh whose answer was lost is asked again, and the tokens of both answers work", async () => {
  const { tokens, principal } = await registered(app);
  const lost = await refresh(tokens.refresh_token);
  app.clock.advance({ seconds: 20 });
  const second = await refresh(tokens.refresh_token);
  assert.equal(await isLive(app, principalOf(lost.access_token)), true);
  const third = await refresh(second.refresh_token);
  assert.equal(await codeOf(refresh(lost.refresh_token)), "ok");
  assert.equal(await codeOf(refresh(third.refresh_token)), "ok");
  assert.equal(await isLive(app, principal), true);
});

for (const [what, seconds, usesSuccessor] of [
  ["after half a minute", 31, false],
  ["after its successor was used", 1, true],
] as const)
  test(`a token used again ${what} ends its family`, async () => {
    const { tokens, principal } = await registered(app);
    const next = await refresh(tokens.refresh_token);
    if (usesSuccessor) await refresh(next.refresh_token);
    app.clock.advance({ seconds });
    assert.equal(await codeOf(refresh(tokens.refresh_token)), "refresh_token_reused");
    assert.equal(await codeOf(refresh(next.refresh_token)), usesSuccessor ? "refresh_token_reused" : "refresh_token_invalid");
    assert.equal(await isLive(app, principal), false);
  });

test("forged tokens are refused", async () => {
  const { tokens } = await registered(app);
  const flipped = tokens.refresh_token.replace(/^./, (first) => (first === "A" ? "B" : "A"));
  const { rows } = await sql<{ hash: string }>`SELECT encode(token_hash, 'hex') AS hash FROM refresh_tokens LIMIT 1`.execute(app.db);
  for (const forged of [flipped, `${tokens.refresh_token}=`, tokens.access_token.slice(0, 200), rows[0]!.hash, "' OR 1=1 --".padEnd(30)])
    assert.equal(await codeOf(refresh(forged)), "refresh_token_invalid", forged);
  assert.equal(await codeOf(refresh("short")), "invalid_input");
  assert.equal(await codeOf(refresh(tokens.refresh_token)), "ok");
});

test("tokens are stored as hashes only", async () => {
  const { tokens } = await registered(app);
  const { rows } = await sql<{ text: string }>`
    SELECT t::text AS text FROM refresh_tokens t UNION ALL SELECT s::text FROM auth_sessions s
    UNION ALL SELECT d::text FROM documents d`.execute(app.db);
  assert.ok(rows.length > 0);
  const hex = Buffer.from(tokens.refresh_token, "base64url").toString("hex");
  for (const { text } of rows)
    assert.ok(!text.includes(tokens.refresh_token) && !text.includes(hex) && !text.includes(tokens.access_token));
});

test("a session that is refreshed goes on, one that is not ends after seven days", async () => {
  const kept = await registered(app);
  const left = await registered(app);
  app.clock.advance({ days: 6 });
  const next = await refresh(kept.tokens.refresh_token);
  app.clock.advance({ days: 2 });
  assert.equal(await codeOf(refresh(left.tokens.refresh_token)), "refresh_token_invalid");
  assert.equal(await isLive(app, left.principal), false);
  assert.equal(await isLive(app, kept.principal), true);
  assert.equal(await codeOf(refresh(next.refresh_token)), "ok");
});

test("a token of a session that was logged out is refused", async () => {
  const { tokens, principal } = await registered(app);
  await app.call(operations.logout, {}, { as: principal });
  assert.equal(await codeOf(refresh(tokens.refresh_token)), "refresh_token_invalid");
});

test("a log-out and a refresh at once leave no live session", async () => {
  for (let round = 0; round < 10; round += 1) {
    const { tokens, principal } = await registered(app);
    const [, next] = await Promise.all([
      app.call(operations.logout, {}, { as: principal }),
      refresh(tokens.refresh_token).catch(() => undefined),
    ]);
    assert.equal(await isLive(app, principal), false);
    if (next !== undefined) assert.equal(await codeOf(refresh(next.refresh_token)), "refresh_token_invalid");
  }
});
