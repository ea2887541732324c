import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { identityContract } from "@oneheart/contracts";
import { playerInternal } from "@oneheart/contracts/internal";
import { commonError, handle, type ServiceDefinition, type SingleHandler } from "@oneheart/kernel";
import { bootServices, realService, type TestApp } from "@oneheart/testing";
import { sql } from "kysely";
import { identityService } from "../src/service.ts";
import { fillSkeletons } from "../src/workflows/skeletons.ts";
import { bootIdentity, neighbours, newcomer, operations, registered } from "./support/app.ts";

let app: TestApp;
before(async () => {
  app = await bootIdentity();
});
after(() => app?.stop());

test("registering answers the player with its own data, and tokens", async () => {
  const location = { lat: 13.7563, lng: 100.5018 };
  const credentials = newcomer();
  const answer = await app.call(operations.register, { ...credentials, location });
  assert.equal(answer.player.username, credentials.username);
  assert.equal(answer.player.email, credentials.email);
  assert.deepEqual(answer.player.location, location);
  assert.equal(answer.player.profile.level, 1);
  assert.equal(answer.token_type, "Bearer");
  assert.equal(answer.expires_in, 86_400);
  assert.ok(identityContract.operations.register.output.safeParse(answer).success);
});

test("an account is announced without personal data", async () => {
  const { tokens, credentials } = await registered(app);
  await app.settled();
  const event = app.eventsOf("account.registered").find(({ player_id }) => player_id === tokens.player.id);
  assert.deepEqual(event, { player_id: tokens.player.id, username: credentials.username, role: "player" });
});

test("of thirty registrations of one username at once, exactly one succeeds", async () => {
  const attempts = Array.from({ length: 30 }, (_, i) =>
    app.call(operations.register, newcomer({ username: i % 2 ? "Wanted_Name" : "wanted_name", email: `wanted${i}@example.com` })).then(
      () => "registered",
      (error: { code: string }) => error.code,
    ),
  );
  const outcomes = await Promise.all(attempts);
  assert.equal(outcomes.filter((outcome) => outcome === "registered").length, 1);
  assert.equal(outcomes.filter((outcome) => outcome === "username_taken").length, 29);
  const { rows } = await sql<{ n: bigint }>`SELECT count(*) AS n FROM players WHERE lower(username) = 'wanted_name'`.execute(app.db);
  assert.equal(rows[0]!.n, 1n);
});

for (const twin of ["TWIN_NAME", "ｔｗｉｎ_name", "tw\u0131n_name"])
  test(`${JSON.stringify(twin)} cannot be taken beside twin_name`, async () => {
    await app.call(operations.register, newcomer({ username: "twin_name" })).catch(() => {});
    await assert.rejects(app.call(operations.register, newcomer({ username: twin })), { code: "username_taken", status: 409 });
  });

for (const username of ["Admin", "support", "oneheart_official"])
  test(`${username} cannot be registered`, async () => {
    await assert.rejects(app.call(operations.register, newcomer({ username })), { code: "username_taken" });
  });

test("a name of another script that looks like one that is taken is taken", async () => {
  await app.call(operations.register, newcomer({ username: "pycc" }));
  await assert.rejects(app.call(operations.register, newcomer({ username: "русс" })), { code: "username_taken", status: 409 });
});

test("an account that was made before names had skeletons gets its one at the next start", async () => {
  const { tokens } = await registered(app, { username: "made_before" });
  await sql`UPDATE accounts SET username_skeleton = NULL WHERE id = ${tokens.player.id}`.execute(app.db);
  await fillSkeletons(app.kernel.context("identity"));
  const twin = "rnade_before";
  await assert.rejects(app.call(operations.register, newcomer({ username: twin })), { code: "username_taken" });
});

test("an address with an international domain is one address in both spellings", async () => {
  const { credentials } = await registered(app, { email: " Bärbel@MÜLLER.example " });
  const answer = await app.call(operations.login, { identifier: "ba\u0308rbel@xn--mller-kva.example", password: credentials.password });
  assert.equal(answer.player.email, "Bärbel@xn--mller-kva.example");
});

for (const username of ["สมชาย_ใจดี", "می\u200cخواهم", "น้ำ.ใจ", "🌱🌍🧑🏽‍🌾", "กขค123", "محمد_علي"])
  test(`${username} is a username that can be logged in with`, async () => {
    const { tokens, credentials } = await registered(app, { username });
    assert.equal(tokens.player.username, username.normalize("NFC"));
    const again = await app.call(operations.login, { identifier: username.normalize("NFD"), password: credentials.password });
    assert.equal(again.player.id, tokens.player.id);
  });

test("a username is stored composed (NFC)", async () => {
  const { tokens } = await registered(app, { username: "cafe\u0301_owner" });
  assert.equal(tokens.player.username, "caf\u00e9_owner");
});

for (const [field, over] of [
  ["username", { username: "ab" }],
  ["username", { username: "two words" }],
  ["username", { username: "<script>alert(1)</script>" }],
  ["username", { username: "x'; DROP TABLE accounts;--" }],
  ["username", { username: "nul\u0000byte" }],
  ["username", { username: "\ufe0f\ufe0f\ufe0f" }],
  ["username", { username: "\u3164\u3164\u3164" }],
  ["username", { username: "аdmin" }],
  ["username", { username: "twin\u200d_name" }],
  ["username", { username: "z\u0301\u0302\u0303\u0304\u0305\u0306go" }],
  ["password", { password: "password123" }],
  ["email", { email: "no-address" }],
  ["email", { email: "<img src=x>@example.com" }],
  ["password", { password: "short" }],
] as const)
  test(`${JSON.stringify(over)} is refused as input`, async () => {
    await assert.rejects(app.call(operations.register, newcomer(over)), (error: { code: string; fields: Array<{ path: string }> }) => {
      assert.equal(error.code, "invalid_input");
      assert.deepEqual(
        error.fields.map(({ path }) => path),
        [field],
      );
      return true;
    });
  });

test("a password of SQL and HTML is a password like any other", async () => {
  const password = `'; DROP TABLE accounts; --<script>\u0000"\\`;
  const { credentials, tokens } = await registered(app, { password });
  const again = await app.call(operations.login, { identifier: credentials.username, password });
  assert.equal(again.player.id, tokens.player.id);
});

test("neither address nor password can be read in the database", async () => {
  const { credentials, tokens } = await registered(app, { email: "very.secret@example.com", password: "plain text password" });
  const { rows } = await sql<{ account: string; player: string; password_hash: string }>`
    SELECT a::text AS account, p::text AS player, a.password_hash FROM accounts a JOIN players p ON p.id = a.id
    WHERE a.id = ${tokens.player.id}`.execute(app.db);
  const { account, player, password_hash } = rows[0]!;
  for (const text of [account, player]) {
    assert.ok(!text.toLowerCase().includes("very.secret"));
    assert.ok(!text.includes(credentials.password));
  }
  assert.match(password_hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

test("an account whose player could not be made gets it at the next log-in", async () => {
  const player = await realService("player");
  let broken = true;
  const createPlayer = handle(playerInternal.operations.createPlayer, async (input, ctx) => {
    if (broken) throw commonError("unavailable");
    const real = player.handlers.get("createPlayer") as SingleHandler;
    return (await real.run(input, ctx as never)) as never;
  });
  const handlers = new Map(player.handlers).set("createPlayer", createPlayer as never);
  const failing: ServiceDefinition = { ...player, handlers };
  const healing = await bootServices([identityService, failing], { stubs: neighbours });
  try {
    const credentials = newcomer();
    await assert.rejects(healing.call(operations.register, credentials), { code: "unavailable" });
    await assert.rejects(healing.call(operations.login, { identifier: credentials.username, password: credentials.password }), {
      code: "unavailable",
    });
    broken = false;
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => healing.call(operations.login, { identifier: credentials.email, password: credentials.password })),
    );
    assert.equal(new Set(answers.map((answer) => answer.player.user_did)).size, 1);
    assert.equal(answers[0]!.player.email, credentials.email);
    assert.equal(answers[0]!.player.username, credentials.username);
  } finally {
    await healing.stop();
  }
});
