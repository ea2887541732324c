import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { TestApp } from "@oneheart/testing";
import { bootIdentity, newcomer, operations, principalOf, registered } from "./support/app.ts";

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

test("ten wrong passwords from one place make that place wait, also with the right one, and nobody else", async () => {
  const { credentials } = await registered(app);
  const ip = freshAddress();
  for (let i = 0; i < 10; i += 1) assert.equal(await codeOf(logIn(credentials.username, "wrong password", ip)), "wrong_credentials");
  await assert.rejects(
    logIn(credentials.username, credentials.password, ip),
    (error: { code: string; status: number; context: { retry_after_s: number } }) => {
      assert.equal(error.code, "rate_limited");
      assert.equal(error.status, 429);
      assert.ok(error.context.retry_after_s > 840 && error.context.retry_after_s <= 900);
      return true;
    },
  );
  assert.equal(await codeOf(logIn(credentials.username, credentials.password)), "ok");
});

test("a name that nobody has is held up like one that somebody has", async () => {
  const { credentials } = await registered(app);
  const outcomes = async (identifier: string, ip = freshAddress()) => {
    const told: string[] = [];
    for (let i = 0; i < 12; i += 1) told.push(await codeOf(logIn(identifier, "wrong password", ip)));
    return told;
  };
  const expected = [...Array(10).fill("wrong_credentials"), "rate_limited", "rate_limited"];
  for (const identifier of [credentials.username, credentials.email, "nobody_there", "nobody_there@example.com"])
    assert.deepEqual(await outcomes(identifier), expected, identifier);
});

test("a right password forgets the wrong ones before it", async () => {
  const { credentials } = await registered(app);
  const ip = freshAddress();
  for (let round = 0; round < 2; round += 1) {
    for (let i = 0; i < 9; i += 1) await codeOf(logIn(credentials.username, "wrong password", ip));
    assert.equal(await codeOf(logIn(credentials.username, credentials.password, ip)), "ok");
  }
});

test("while the whole world guesses, devices that the account knows log in, and strangers wait", async () => {
  const home = { ip: "10.2.0.1", userAgent: "the phone of old" };
  const credentials = newcomer();
  const { device_token, access_token } = await app.call(operations.register, credentials, home);
  const tryIt = (options: object, token?: string) =>
    codeOf(app.call(operations.login, { identifier: credentials.username, password: credentials.password, device_token: token }, options));
  for (let i = 0; i < 100; i += 10)
    await Promise.all(Array.from({ length: 10 }, () => codeOf(logIn(credentials.username, "wrong password"))));
  assert.equal(await tryIt({ ip: freshAddress() }), "rate_limited");
  assert.equal(await tryIt({ ...home, userAgent: "another phone" }), "rate_limited");
  assert.equal(await tryIt(home), "ok");
  assert.equal(await tryIt({ ip: freshAddress() }, device_token), "ok");
  const other = await registered(app);
  assert.equal(await tryIt({ ip: freshAddress() }, other.tokens.device_token), "rate_limited");
  assert.equal(await tryIt({ ip: freshAddress() }, "v1.forged"), "rate_limited");
  // A lost phone is not the owner's any more.
  const principal = principalOf(access_token);
  await app.call(operations.revokeSession, { id: principal.sessionId }, { as: principal });
  assert.equal(await tryIt({ ip: freshAddress() }, device_token), "rate_limited");
});

test("a device that is known may guess ten times, and holds up nobody else", async () => {
  const { credentials, tokens } = await registered(app);
  const { device_token } = tokens;
  const tryIt = (password: string) =>
    codeOf(app.call(operations.login, { identifier: credentials.username, password, device_token }, { ip: freshAddress() }));
  for (let i = 0; i < 10; i += 1) assert.equal(await tryIt("wrong password"), "wrong_credentials");
  assert.equal(await tryIt(credentials.password), "rate_limited");
  assert.equal(await codeOf(logIn(credentials.username, credentials.password)), "ok");
});

test("of twenty guesses at once from one place, no more than ten are told that they are wrong", async () => {
  const { credentials } = await registered(app);
  const ip = freshAddress();
  const outcomes = await Promise.all(Array.from({ length: 20 }, (_, i) => codeOf(logIn(credentials.username, `guess number ${i}`, ip))));
  assert.equal(outcomes.filter((outcome) => outcome === "wrong_credentials").length, 10);
  assert.equal(outcomes.filter((outcome) => outcome === "rate_limited").length, 10);
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
