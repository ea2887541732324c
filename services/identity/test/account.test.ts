import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { playerContract } from "@oneheart/contracts";
import type { Principal } from "@oneheart/kernel";
import type { TestApp } from "@oneheart/testing";
import { sql } from "kysely";
import { bootIdentity, chosenLanguages, isLive, type newcomer, operations, principalOf, registered } from "./support/app.ts";

let app: TestApp;
const mails: Array<{ to: string; subject: string; text: string }> = [];
before(async () => {
  app = await bootIdentity();
  app.backing.mail = { ...app.backing.mail, send: async (mail) => void mails.push(mail) };
});
after(() => app?.stop());

const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => "ok",
    (error: { code: string }) => error.code,
  );
const own = (as: Principal) => app.call(operations.getAccount, {}, { as });
const forget = (identifier: string) => app.call(operations.requestPasswordReset, { identifier });
const reset = (token: string, new_password = "a new walk to the river") => app.call(operations.resetPassword, { token, new_password });
const confirm = (token: string) => app.call(operations.confirmEmail, { token });
const logIn = (identifier: string, password: string) => app.call(operations.login, { identifier, password });

/** What was mailed to an address since it was last asked, once every job is done. */
async function mailTo(address: string): Promise<Array<{ subject: string; text: string; token: string }>> {
  await app.settled();
  const found = mails.filter(({ to }) => to === address);
  for (const mail of found) mails.splice(mails.indexOf(mail), 1);
  return found.map((mail) => ({ ...mail, token: /#\w+=(\S+)/.exec(mail.text)?.[1] ?? "" }));
}

async function confirmed(over: Parameters<typeof newcomer>[0] = {}) {
  const person = await registered(app, over);
  const [mail] = await mailTo(person.credentials.email);
  await confirm(mail!.token);
  return person;
}

test("an address is confirmed by the link that was mailed there, once and within a day", async () => {
  const { credentials, principal } = await registered(app);
  assert.equal((await own(principal)).email_confirmed, false);
  const [first] = await mailTo(credentials.email);
  await app.call(operations.requestConfirmation, {}, { as: principal });
  const [second] = await mailTo(credentials.email);
  assert.deepEqual(await confirm(second!.token), { waiting_for: "nothing" });
  assert.equal((await own(principal)).email_confirmed, true);
  assert.equal(await codeOf(confirm(second!.token)), "account_link_invalid");
  assert.equal(await codeOf(app.call(operations.requestConfirmation, {}, { as: principal })), "email_already_confirmed");
  app.clock.advance({ hours: 25 });
  assert.equal(await codeOf(confirm(first!.token)), "account_link_invalid");
});

test("registering with an address that somebody has confirmed answers the same, and only its owner hears of it", async () => {
  const owner = await confirmed();
  const intruder = await registered(app, { email: owner.credentials.email });
  assert.deepEqual(Object.keys(intruder.tokens).sort(), Object.keys(owner.tokens).sort());
  const [mail, ...more] = await mailTo(owner.credentials.email);
  assert.deepEqual([mail!.subject, mail!.token, more], ["You have a OneHeart account", "", []]);
  assert.ok(!mail!.text.includes(intruder.credentials.username));
  assert.equal((await logIn(owner.credentials.email, owner.credentials.password)).player.id, owner.tokens.player.id);
});

test("an address that a stranger named and nobody confirmed goes to whoever reads its mail", async () => {
  const email = "claimed@example.com";
  const stranger = await registered(app, { email });
  const [strangersLink] = await mailTo(email);
  const owner = await confirmed({ email });
  assert.equal((await logIn(email, owner.credentials.password)).player.id, owner.tokens.player.id);
  assert.equal(await codeOf(confirm(strangersLink!.token)), "account_link_invalid");
  assert.equal((await own(stranger.principal)).email_confirmed, false);
});

test("of two accounts that confirm one address at once, one gets it", async () => {
  const email = "twice@example.com";
  await registered(app, { email });
  const [one] = await mailTo(email);
  await registered(app, { email });
  const [other] = await mailTo(email);
  const outcomes = await Promise.all([codeOf(confirm(one!.token)), codeOf(confirm(other!.token))]);
  assert.deepEqual(outcomes.sort(), ["account_link_invalid", "ok"]);
});

test("mail to an address that nobody confirmed says nothing that its sender chose", async () => {
  const { credentials } = await registered(app, { username: "www.visit.example" });
  const [mail] = await mailTo(credentials.email);
  assert.ok(!`${mail!.subject} ${mail!.text}`.includes(credentials.username));
});

test("mail is in the language that its reader chose, else in the one that the request asked for, else in English", async () => {
  const { credentials, principal } = await confirmed();
  const askInThai = () =>
    app.kernel.dispatch({
      operation: operations.requestPasswordReset,
      input: { identifier: credentials.username },
      principal: app.user("player"),
      requestId: "r",
      source: { ip: "127.0.0.1", userAgent: "test", acceptLanguage: "th-TH,th;q=0.9" },
      internal: false,
      signal: new AbortController().signal,
    });
  await forget(credentials.username);
  assert.equal((await mailTo(credentials.email))[0]!.subject, "Choose a new password");
  await askInThai();
  const [thai] = await mailTo(credentials.email);
  assert.equal(thai!.subject, "ตั้งรหัสผ่านใหม่");
  assert.match(thai!.text, new RegExp(`“${credentials.username}”[\\s\\S]*#reset=\\S{43}\\n[\\s\\S]*ครึ่งชั่วโมง`));
  chosenLanguages.set(principal.playerId, "en");
  await askInThai();
  assert.equal((await mailTo(credentials.email))[0]!.subject, "Choose a new password");
  chosenLanguages.set(principal.playerId, "th");
  await forget(credentials.username);
  assert.equal((await mailTo(credentials.email))[0]!.subject, "ตั้งรหัสผ่านใหม่");
});

test("a forgotten password is replaced with a mailed link: sessions end, a new one begins, and the link is used up", async () => {
  const { credentials, principal } = await confirmed();
  await forget(credentials.username);
  const [mail] = await mailTo(credentials.email);
  await forget(credentials.email);
  const [another] = await mailTo(credentials.email);
  assert.equal(await codeOf(reset(mail!.token, "password2024")), "invalid_input");
  const answer = await reset(mail!.token);
  assert.equal(await isLive(app, principal), false);
  assert.equal(await isLive(app, principalOf(answer.access_token)), true);
  assert.equal(await codeOf(logIn(credentials.username, "a new walk to the river")), "ok");
  assert.equal(await codeOf(logIn(credentials.username, credentials.password)), "wrong_credentials");
  for (const { token } of [mail!, another!]) assert.equal(await codeOf(reset(token)), "account_link_invalid");
});

test("a link for a new password is good for half an hour, and for nothing else", async () => {
  const { credentials } = await confirmed();
  await forget(credentials.username);
  const [mail] = await mailTo(credentials.email);
  assert.equal(await codeOf(confirm(mail!.token)), "account_link_invalid");
  app.clock.advance({ minutes: 31 });
  assert.equal(await codeOf(reset(mail!.token)), "account_link_invalid");
  assert.equal(await codeOf(reset("x".repeat(43))), "account_link_invalid");
});

test("a link for a new password is worth nothing once the password was changed otherwise", async () => {
  const { credentials, principal } = await confirmed();
  await forget(credentials.username);
  const [mail] = await mailTo(credentials.email);
  const change = { current_password: credentials.password, new_password: "somebody reads my mail" };
  await app.call(operations.changePassword, change, { as: principal });
  assert.equal(await codeOf(reset(mail!.token)), "account_link_invalid");
});

test("asking for a new password answers the same whether there is such an account", async () => {
  const { credentials } = await confirmed();
  for (const identifier of [credentials.username, credentials.email, "nobody_at_all", "nobody@example.net", "\u0000"])
    assert.deepEqual(await forget(identifier), {}, identifier);
  assert.deepEqual(await mailTo("nobody@example.net"), []);
});

test("who forgets the password before the address was confirmed gets the confirmation, and nothing else", async () => {
  const { credentials } = await registered(app);
  await mailTo(credentials.email);
  await forget(credentials.email);
  const [mail, ...more] = await mailTo(credentials.email);
  assert.deepEqual([mail!.subject, more], ["Confirm your e-mail address", []]);
});

test("strangers cannot fill a mailbox: five mails of a kind an hour", async () => {
  const { credentials } = await confirmed();
  for (let i = 0; i < 8; i += 1) await forget(credentials.email);
  assert.equal((await mailTo(credentials.email)).length, 5);
});

test("another address takes the old one's place once both have agreed, and old links are worth nothing then", async () => {
  const { credentials, principal } = await confirmed();
  const email = "moved@example.org";
  const change = (password: string) => app.call(operations.changeEmail, { email: ` ${email} `, password }, { as: principal });
  assert.equal(await codeOf(change("wrong password")), "wrong_credentials");
  await forget(credentials.email);
  const [resetMail] = await mailTo(credentials.email);
  await change(credentials.password);
  const [leave] = await mailTo(credentials.email);
  const [enter] = await mailTo(email);
  assert.deepEqual(await confirm(enter!.token), { waiting_for: "other_address" });
  assert.deepEqual([(await own(principal)).email, (await own(principal)).new_email], [credentials.email, email]);
  assert.deepEqual(await confirm(leave!.token), { waiting_for: "nothing" });
  assert.deepEqual(
    [(await own(principal)).email, (await own(principal)).email_confirmed, (await own(principal)).new_email],
    [email, true, null],
  );
  await app.settled();
  assert.equal((await app.call(playerContract.operations.getPlayer, { id: "me" }, { as: principal })).email, email);
  assert.equal(await codeOf(reset(resetMail!.token)), "account_link_invalid");
  assert.equal(await codeOf(logIn(email, credentials.password)), "ok");
});

test("a link of an earlier change of address is no word on a later one", async () => {
  const { credentials, principal } = await confirmed();
  const change = (email: string) => app.call(operations.changeEmail, { email, password: credentials.password }, { as: principal });
  await change("first@example.org");
  const [agreed] = await mailTo(credentials.email);
  app.clock.advance({ minutes: 1 });
  await change("thief@example.org");
  const [enter] = await mailTo("thief@example.org");
  assert.equal(await codeOf(confirm(agreed!.token)), "account_link_invalid");
  assert.deepEqual(await confirm(enter!.token), { waiting_for: "other_address" });
  assert.equal((await own(principal)).email, credentials.email);
});

test("an address that is confirmed for another account cannot be entered, and the answer does not tell", async () => {
  const owner = await confirmed();
  const { credentials, principal } = await registered(app);
  await mailTo(credentials.email);
  const input = { email: owner.credentials.email, password: credentials.password };
  assert.deepEqual(await app.call(operations.changeEmail, input, { as: principal }), {});
  const [mail] = await mailTo(owner.credentials.email);
  assert.deepEqual([mail!.subject, mail!.token], ["You have a OneHeart account", ""]);
});

test("a new username is taken over everywhere, unless it is taken, reserved or one of too many within a day", async () => {
  const { credentials, principal } = await registered(app);
  const other = await registered(app);
  const rename = (username: string, password = credentials.password) =>
    app.call(operations.changeUsername, { username, password }, { as: principal });
  assert.equal(await codeOf(rename("new_name", "wrong password")), "wrong_credentials");
  assert.equal(await codeOf(rename(other.credentials.username)), "username_taken");
  assert.equal(await codeOf(rename("official")), "username_taken");
  assert.equal((await rename("new_name")).username, "new_name");
  await app.settled();
  assert.equal((await app.call(playerContract.operations.getPlayer, { id: "me" }, { as: principal })).username, "new_name");
  assert.equal(await codeOf(logIn("new_name", credentials.password)), "ok");
  await registered(app, { username: credentials.username });
  assert.equal(await codeOf(rename("new_name_2")), "ok");
  assert.equal(await codeOf(rename("new_name_3")), "rate_limited");
});

test("links and a change of address under way go with the person", async () => {
  const { credentials, principal } = await registered(app);
  const { password } = credentials;
  await app.call(operations.changeEmail, { email: "later@example.org", password }, { as: principal });
  await app.settled();
  await app.call(operations.erasePlayer, { id: "me", password }, { as: principal });
  await app.settled();
  const { rows } = await sql`
    SELECT account_id FROM account_links WHERE account_id = ${principal.playerId}
    UNION ALL SELECT account_id FROM email_changes WHERE account_id = ${principal.playerId}`.execute(app.db);
  assert.deepEqual(rows, []);
  for (const { token } of await mailTo("later@example.org")) assert.equal(await codeOf(confirm(token)), "account_link_invalid");
});

test("secrets of links are stored as hashes only, and nothing of a link is in a job", async () => {
  const { credentials } = await registered(app);
  const [mail] = await mailTo(credentials.email);
  const { rows } = await sql<{ text: string }>`
    SELECT account_links::text AS text FROM account_links UNION ALL SELECT payload::text FROM graphile_worker._private_jobs`.execute(
    app.db,
  );
  assert.ok(rows.length > 0);
  for (const { text } of rows) assert.ok(!text.includes(mail!.token) && !text.includes(credentials.email));
});

test("what other services ask of an account's contact is for them alone", async () => {
  const { principal, credentials } = await registered(app);
  const ask = (as: Principal | "system", id = principal.playerId) => app.call(operations.accountContact, { id }, { as });
  const { username, email } = credentials;
  assert.deepEqual(await ask("system"), { username, email, email_confirmed: false });
  assert.equal(await codeOf(ask("system", app.player().playerId)), "account_not_found");
  assert.equal(await codeOf(ask(principal)), "forbidden");
});
