import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { CallInput } from "@oneheart/contracts";
import { newId, type Principal } from "@oneheart/kernel";
import type { TestApp } from "@oneheart/testing";
import { sql } from "kysely";
import { bootIdentity, newcomer, operations, principalOf, registered } from "./support/app.ts";

let app: TestApp;
/** An administrator with an account: an invitation names who made it. */
let admin: Principal;
before(async () => {
  app = await bootIdentity({ settings: { RATE_LIMITS: "on" } });
  admin = app.user("admin", (await registered(app)).principal.playerId);
});
after(() => app?.stop());

const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => "ok",
    (error: { code: string }) => error.code,
  );
let addresses = 0;
const anAddress = () => `10.7.0.${++addresses}`;
const invite = (input: CallInput<typeof operations.createInvitation> = {}) => app.call(operations.createInvitation, input, { as: admin });
const registerWith = (invitation: string | undefined, ip: string) => app.call(operations.register, { ...newcomer(), invitation }, { ip });

for (const role of ["reviewer", "sponsor", "government", "admin"] as const)
  test(`an invitation makes one ${role}, who chooses the password`, async () => {
    const { code, url } = await invite({ role });
    assert.match(code, /^(?:[2-9A-HJ-NP-Z]{4}-?){4}$/);
    assert.ok(url.endsWith(`/account#invitation=${code.replaceAll("-", "")}`));
    const answer = await registerWith(` ${code.toLowerCase().replaceAll("-", " ")} `, anAddress());
    assert.equal(principalOf(answer.access_token).role, role);
    assert.equal(await codeOf(registerWith(code, anAddress())), "invitation_invalid");
  });

test("without an invitation an address registers ten a minute; with one a class of forty does, and no more than invited", async () => {
  const school = anAddress();
  const alone = [];
  for (let i = 0; i < 12; i += 1) alone.push(await codeOf(registerWith(undefined, school)));
  assert.deepEqual(alone, [...Array(10).fill("ok"), "rate_limited", "rate_limited"]);
  const { code } = await invite({ uses_max: 40, note: "4th grade, river day" });
  const outcomes: string[] = [];
  for (let i = 0; i < 42; i += 14)
    outcomes.push(...(await Promise.all(Array.from({ length: 14 }, () => codeOf(registerWith(code, school))))));
  assert.equal(outcomes.filter((outcome) => outcome === "ok").length, 40);
  assert.equal(outcomes.filter((outcome) => outcome === "invitation_invalid").length, 2);
});

test("a refusal says when to come back", async () => {
  const ip = anAddress();
  for (let i = 0; i < 10; i += 1) await registerWith(undefined, ip);
  await assert.rejects(registerWith(undefined, ip), (error: { context: { retry_after_s: number } }) => {
    assert.ok(error.context.retry_after_s > 0 && error.context.retry_after_s <= 60);
    return true;
  });
});

test("a registration that fails uses nothing up", async () => {
  const { code } = await invite();
  const twin = () => newcomer({ username: "taken_before" });
  await app.call(operations.register, twin(), { ip: anAddress() });
  assert.equal(await codeOf(app.call(operations.register, { ...twin(), invitation: code }, { ip: anAddress() })), "username_taken");
  assert.equal(await codeOf(registerWith(code, anAddress())), "ok");
});

test("an invitation ends with its time or when it is withdrawn, and is listed until then, without its code", async () => {
  const late = await invite({ expires_in_hours: 1 });
  const withdrawn = await invite({ note: "a mistake" });
  const list = () => app.call(operations.listInvitations, { limit: 2 }, { as: admin });
  const { items, next_cursor } = await list();
  assert.deepEqual(
    items.map(({ id }) => id),
    [withdrawn.id, late.id],
  );
  assert.ok(next_cursor === null || next_cursor.length > 0);
  assert.ok(!JSON.stringify(items).includes(late.code.slice(0, 4)));
  await app.call(operations.withdrawInvitation, { id: withdrawn.id }, { as: admin });
  app.clock.advance({ minutes: 61 });
  for (const { code } of [late, withdrawn]) assert.equal(await codeOf(registerWith(code, anAddress())), "invitation_invalid");
  assert.ok(!(await list()).items.some(({ id }) => id === late.id || id === withdrawn.id));
  const unknown = app.call(operations.withdrawInvitation, { id: newId() }, { as: admin });
  await assert.rejects(unknown, { code: "invitation_not_found", status: 404 });
});

test("only administrators invite, and only players as a group", async () => {
  for (const role of ["player", "reviewer", "sponsor", "government"] as const)
    assert.equal(await codeOf(app.call(operations.createInvitation, {}, { as: app.user(role) })), "forbidden");
  assert.equal(await codeOf(invite({ role: "reviewer", uses_max: 2 })), "invalid_input");
  const { code } = await invite();
  const { rows } = await sql<{ text: string }>`SELECT invitations::text AS text FROM invitations`.execute(app.db);
  assert.ok(rows.every(({ text }) => !text.includes(code.replaceAll("-", ""))));
});

test("a refresh is counted by its session, so that a class behind one address goes on", async () => {
  const ip = anAddress();
  const { code } = await invite({ uses_max: 2 });
  const [one, other] = [await registerWith(code, ip), await registerWith(code, ip)];
  const outcomes = [];
  let token = one.refresh_token;
  for (let i = 0; i < 31; i += 1) {
    const refreshed = await app.call(operations.refresh, { refresh_token: token }, { ip }).catch((error: { code: string }) => error);
    outcomes.push("code" in refreshed ? refreshed.code : "ok");
    if ("refresh_token" in refreshed) token = refreshed.refresh_token;
  }
  assert.deepEqual(outcomes, [...Array(30).fill("ok"), "rate_limited"]);
  assert.equal(await codeOf(app.call(operations.refresh, { refresh_token: other.refresh_token }, { ip })), "ok");
});
