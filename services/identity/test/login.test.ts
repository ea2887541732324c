import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { TestApp } from "@oneheart/testing";
import { bootIdentity, operations, registered } from "./support/app.ts";

let app: TestApp;
before(async () => {
  app = await bootIdentity();
});
after(() => app?.stop());

let address = 0;
/** An address that nobody tried passwords from. */
const freshAddress = () => `10.0.0.${++address}`;

const logIn = (identifier: string, password: string, ip = freshAddress()) => app.call(operations.login, { identifier, password }, { ip });
const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => "ok",
    (error: { code: string }) => error.code,
  );

test("one logs in with the username or the address, in any case", async () => {
  const { credentials, tokens } = await registered(app, { username: "Log_In_Name", email: "Log.In@example.com" });
  for (const identifier of ["Log_In_Name", "log_in_name", " LOG_IN_NAME ", "Log.In@example.com", "log.in@EXAMPLE.com"]) {
    const answer = await logIn(identifier, credentials.password);
    assert.equal(answer.player.id, tokens.player.id, identifier);
    assert.notEqual(answer.refresh_token, tokens.refresh_token);
  }
});

test("a password typed with another keyboard's composition is the same password", async () => {
  const { credentials } = await registered(app, { password: "cr\u00e8me br\u00fbl\u00e9e" });
  await logIn(credentials.username, credentials.password.normalize("NFD"));
});

test("a wrong password and an unknown name get the same answer", async () => {
  const { credentials } = await registered(app);
  const refusals = await Promise.all(
    [credentials.username, credentials.email, "nobody_here", "nobody@example.com", "'; DROP TABLE accounts;--", "nul\u0000", "\ud800"].map(
      (identifier) => logIn(identifier, "wrong password").catch((error: Error) => ({ ...error, message: error.message })),
    ),
  );
  for (const refusal of refusals) assert.deepEqual(refusal, refusals[0]);
  assert.equal((refusals[0] as unknown as { code: string }).code, "wrong_credentials");
});

test("a wrong password and an unknown name take the same work", async () => {
  const { credentials } = await registered(app);
  // Processor time, not the clock's: the machine does other things, too.
  const workOf = async (identifier: string) => {
    const before = process.cpuUsage();
    for (let i = 0; i < 9; i += 1) assert.equal(await codeOf(logIn(identifier, "wrong password", "10.1.0.1")), "wrong_credentials");
    const { user, system } = process.cpuUsage(before);
    return user + system;
  };
  await logIn(credentials.username, credentials.password);
  const ratio = (await workOf("nobody_here")) / (await workOf(credentials.username));
  assert.ok(ratio > 0.5 && ratio < 2, `unknown / known = ${ratio}`);
});

test("ten failures lock the account for a quarter of an hour, also for the right password", async () => {
  const { credentials } = await registered(app);
  for (let i = 0; i < 10; i += 1) assert.equal(await codeOf(logIn(credentials.username, "wrong password")), "wrong_credentials");
  await assert.rejects(
    logIn(credentials.username, credentials.password),
    (error: { code: string; status: number; context: { locked_until: string } }) => {
      assert.equal(error.code, "account_locked");
      assert.equal(error.status, 423);
      const minutes = (Date.parse(error.context.locked_until) - app.clock.now().getTime()) / 60_000;
      assert.ok(minutes > 14 && minutes <= 15, `${minutes}`);
      return true;
    },
  );
  app.clock.advance({ minutes: 16 });
  assert.equal(await codeOf(logIn(credentials.email, credentials.password)), "ok");
});

test("a lock grows with each failure after it, and a log-in forgets them all", async () => {
  const { credentials } = await registered(app);
  const fail = () => codeOf(logIn(credentials.username, "wrong password"));
  for (let i = 0; i < 10; i += 1) await fail();
  app.clock.advance({ minutes: 16 });
  assert.equal(await fail(), "wrong_credentials");
  app.clock.advance({ minutes: 16 });
  assert.equal(await fail(), "account_locked");
  app.clock.advance({ minutes: 16 });
  assert.equal(await codeOf(logIn(credentials.username, credentials.password)), "ok");
  for (let i = 0; i < 9; i += 1) assert.equal(await fail(), "wrong_credentials");
  assert.equal(await codeOf(logIn(credentials.username, credentials.password)), "ok");
});

test("of forty guesses at once, no more than ten are told that they are wrong", async () => {
  const { credentials } = await registered(app);
  const outcomes = await Promise.all(Array.from({ length: 40 }, (_, i) => codeOf(logIn(credentials.username, `guess number ${i}`))));
  assert.equal(outcomes.filter((outcome) => outcome === "wrong_credentials").length, 10);
  assert.equal(outcomes.filter((outcome) => outcome === "account_locked").length, 30);
});

test("thirty log-ins with the right password at once all succeed", async () => {
  const { credentials } = await registered(app);
  const outcomes = await Promise.all(Array.from({ length: 30 }, () => codeOf(logIn(credentials.username, credentials.password))));
  assert.deepEqual(new Set(outcomes), new Set(["ok"]));
});

test("an address that guessed fifty times is refused, for every account, with the time to wait", async () => {
  const { credentials } = await registered(app);
  const ip = freshAddress();
  for (let i = 0; i < 50; i += 10)
    await Promise.all(Array.from({ length: 10 }, (_, j) => codeOf(logIn(`nobody_${i + j}`, "wrong password", ip))));
  await assert.rejects(
    logIn(credentials.username, credentials.password, ip),
    (error: { code: string; status: number; context: { retry_after_s: number } }) => {
      assert.equal(error.code, "rate_limited");
      assert.equal(error.status, 429);
      assert.ok(error.context.retry_after_s > 0 && error.context.retry_after_s <= 900);
      return true;
    },
  );
  assert.equal(await codeOf(logIn(credentials.username, credentials.password, freshAddress())), "ok");
});
