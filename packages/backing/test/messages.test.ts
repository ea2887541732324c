import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { readFile, stat, writeFile } from "node:fs/promises";
import { Agent } from "node:https";
import { connect } from "node:net";
import { join } from "node:path";
import { test } from "node:test";
import { createExpoPush } from "../src/messages/expo-push.ts";
import { createHttpSms } from "../src/messages/http-sms.ts";
import { createOutbox } from "../src/messages/outbox.ts";
import { createSmtpMail } from "../src/messages/smtp.ts";
import { createWebPush } from "../src/messages/web-push.ts";
import type { PushTarget } from "../src/ports.ts";
import { startHttpServer } from "./support/http-server.ts";
import { keptLog } from "./support/log.ts";
import { startSmtpServer } from "./support/smtp-server.ts";
import { defer, temporaryFolder } from "./support/temp.ts";

const mail = { to: "nok@example.org", subject: "Grüße", text: "Your code is 1234." };
const refused = { name: "BackingError", code: "message_refused" };
const unavailable = { name: "BackingError", code: "provider_unavailable" };

test("without a provider messages are kept for inspection, and the log tells neither text nor address", async (t) => {
  const dir = join(await temporaryFolder(t), "outbox");
  const log = keptLog();
  const outbox = createOutbox(dir, log);
  await Promise.all([outbox.mail.send(mail), outbox.mail.send({ ...mail, text: "two\nlines" })]);
  await outbox.sms.send({ to: "+66812345678", text: "Your code is 5678." });
  const sent = await outbox.push.send(
    { kind: "expo", token: "ExponentPushToken[x]" },
    { title: "Verified", body: "Your quest", data: { id: "1" } },
  );
  assert.equal(sent, "sent");

  const lines = async (kind: string) =>
    (await readFile(join(dir, `${kind}.jsonl`), "utf8"))
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
  assert.deepEqual((await lines("mail")).map((each) => each.text).sort(), [mail.text, "two\nlines"].sort());
  assert.equal((await lines("sms"))[0].to, "+66812345678");
  assert.deepEqual((await lines("push"))[0].target, { kind: "expo", token: "ExponentPushToken[x]" });
  assert.equal((await stat(join(dir, "mail.jsonl"))).mode & 0o777, 0o600);
  assert.equal(log.lines.length, 4);
  assert.doesNotMatch(JSON.stringify(log.lines), /1234|5678|nok@|Grüße|Exponent/);
});

test("an outbox that cannot be written is an error with its path", async (t) => {
  const file = join(await temporaryFolder(t), "file");
  await writeFile(file, "");
  await assert.rejects(createOutbox(file, keptLog()).mail.send(mail), { code: "folder_unwritable", message: /file\/mail\.jsonl/ });
});

test("SMTP: a message is handed over with sender, recipient and subject", async (t) => {
  const server = await startSmtpServer(t);
  const smtp = createSmtpMail(server.url, "OneHeart <no-reply@oneheart.example>");
  defer(t, () => smtp.close());
  await smtp.send(mail);
  assert.match(server.taken[0]!, /^From: OneHeart <no-reply@oneheart\.example>$/m);
  assert.match(server.taken[0]!, /^To: <?nok@example\.org>?$/m);
  assert.match(server.taken[0]!, /^Subject: =\?UTF-8\?/m);
  assert.match(server.taken[0]!, /Your code is 1234\./);
});

test("SMTP: a recipient that is refused, a server that is busy and a server that is away are told apart", async (t) => {
  for (const [answer, expected] of [
    ["550 no such user nok@example.org", refused],
    ["450 busy", unavailable],
  ] as const) {
    const smtp = createSmtpMail((await startSmtpServer(t, answer)).url, "a@oneheart.example");
    await assert.rejects(smtp.send(mail), expected);
    await assert.rejects(smtp.send(mail), (error: Error) => !error.message.includes("nok@"));
    await smtp.close();
  }
  const away = createSmtpMail("smtp://127.0.0.1:1", "a@oneheart.example");
  await assert.rejects(away.send(mail), unavailable);
  await away.close();
});

test("SMTP: one message goes to one address", async (t) => {
  const server = await startSmtpServer(t);
  const smtp = createSmtpMail(server.url, "a@oneheart.example");
  defer(t, () => smtp.close());
  await smtp.send({ ...mail, to: "nok@example.org, other@example.org\r\nBcc: third@example.org" }).catch(() => undefined);
  for (const taken of server.taken) assert.doesNotMatch(taken, /^Bcc:/m);
  assert.deepEqual(
    server.recipients.filter((line) => /<(nok|other|third)@example\.org>/.test(line)),
    [],
  );
});

test("SMS: the provider gets JSON with a bearer token", async (t) => {
  const { port, heard } = await startHttpServer(t, () => 202);
  await createHttpSms({ url: `http://127.0.0.1:${port}/send`, token: "secret" }).send({ to: "+66812345678", text: "สวัสดี" });
  assert.equal(heard[0]!.method, "POST");
  assert.equal(heard[0]!.headers.authorization, "Bearer secret");
  assert.deepEqual(JSON.parse(heard[0]!.body.toString()), { to: "+66812345678", text: "สวัสดี" });
});

test("SMS: a refusal, a busy provider, a silent one and one that redirects are told apart", async (t) => {
  let status = 400;
  const { port } = await startHttpServer(t, () => status);
  const sms = createHttpSms({ url: `http://127.0.0.1:${port}/`, token: "secret", timeout_ms: 200 });
  const send = () => sms.send({ to: "+66812345678", text: "x" });
  await assert.rejects(send(), refused);
  for (status of [429, 500, 302, 0]) await assert.rejects(send(), unavailable, String(status));
  await assert.rejects(createHttpSms({ url: "http://127.0.0.1:1/", token: "x" }).send({ to: "1", text: "x" }), unavailable);
});

test("Expo: a message is sent, a device that is gone is told, and other refusals are errors", async () => {
  type Ticket =
    | { status: "ok"; id: string }
    | { status: "error"; message: string; details?: { error?: "DeviceNotRegistered" | "MessageTooBig" } };
  const sent: unknown[] = [];
  const push = (ticket: Ticket | Error) =>
    createExpoPush("access", {
      async sendPushNotificationsAsync(messages) {
        sent.push(...messages);
        if (ticket instanceof Error) throw ticket;
        return [ticket];
      },
    });
  const target: PushTarget = { kind: "expo", token: "ExponentPushToken[abc]" };
  const message = { title: "Verified", body: "Your quest", data: { quest_id: "1" } };
  assert.equal(await push({ status: "ok", id: "1" }).send(target, message), "sent");
  assert.deepEqual(sent, [{ to: target.token, ...message }]);
  const error = (reason?: "DeviceNotRegistered" | "MessageTooBig"): Ticket => ({
    status: "error",
    message: "no",
    details: { error: reason },
  });
  assert.equal(await push(error("DeviceNotRegistered")).send(target, message), "gone");
  await assert.rejects(push(error("MessageTooBig")).send(target, message), refused);
  await assert.rejects(push(error()).send(target, message), unavailable);
  await assert.rejects(push(new Error("away")).send(target, message), unavailable);
  await assert.rejects(push({ status: "ok", id: "1" }).send({ kind: "expo", token: "https://evil" }, message), refused);
});

test("Web Push: an encrypted message with VAPID goes to the push service, and a subscription that is gone is told", async (t) => {
  let status = 201;
  const { port, heard } = await startHttpServer(t, () => status);
  const push = createWebPush({ ...vapidKeys(), subject: "mailto:admin@oneheart.example", agent: agentTo(port) });
  const target = subscription("https://updates.push.services.mozilla.com/wpush/v2/abc");
  const message = { title: "Verified", body: "Your quest", data: { quest_id: "1" } };
  assert.equal(await push.send(target, message), "sent");
  assert.equal(heard[0]!.path, "/wpush/v2/abc");
  assert.match(heard[0]!.headers.authorization!, /^vapid t=.+, k=.+/);
  assert.equal(heard[0]!.headers["content-encoding"], "aes128gcm");
  assert.ok(!heard[0]!.body.includes("Verified"));
  for (status of [404, 410]) assert.equal(await push.send(target, message), "gone");
  for (status of [400, 413]) await assert.rejects(push.send(target, message), refused, String(status));
  for (status of [429, 500]) await assert.rejects(push.send(target, message), unavailable, String(status));
});

test("Web Push: endpoints that are no known push service, and keys that are none, are refused without a request", async (t) => {
  const { port, heard } = await startHttpServer(t, () => 201);
  const push = createWebPush({ ...vapidKeys(), subject: "mailto:admin@oneheart.example", agent: agentTo(port) });
  const endpoints = [
    "http://fcm.googleapis.com/x",
    "https://127.0.0.1/x",
    "https://localhost/x",
    "https://evilfcm.googleapis.com.attacker.example/x",
    "https://notfcm.googleapis.com/x",
    "https://fcm.googleapis.com@10.0.0.1/x",
    "nonsense",
  ];
  for (const endpoint of endpoints) await assert.rejects(push.send(subscription(endpoint), { title: "x", body: "x" }), refused, endpoint);
  const known = subscription("https://fcm.googleapis.com/x");
  for (const wrong of [{ p256dh: "x" }, { auth: "x" }, { p256dh: Buffer.alloc(65, 4).toString("base64url") }]) {
    await assert.rejects(push.send({ ...known, ...wrong } as PushTarget, { title: "x", body: "x" }), refused, JSON.stringify(wrong));
  }
  await assert.rejects(push.send({ kind: "expo", token: "x" }, { title: "x", body: "x" }), refused);
  assert.deepEqual(heard, []);
});

function vapidKeys(): { public_key: string; private_key: string } {
  const { private_key, public_key } = p256();
  return { private_key, public_key };
}

function subscription(endpoint: string): PushTarget {
  return { kind: "web", endpoint, p256dh: p256().public_key, auth: Buffer.alloc(16, 1).toString("base64url") };
}

/** A P-256 key pair in the form that browsers and VAPID use. */
function p256(): { public_key: string; private_key: string } {
  const { x, y, d } = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ format: "jwk" });
  const point = Buffer.concat([Buffer.from([4]), Buffer.from(x!, "base64url"), Buffer.from(y!, "base64url")]);
  return { public_key: point.toString("base64url"), private_key: d! };
}

/** Leads every HTTPS request to a plain server on this machine. */
function agentTo(port: number): Agent {
  const agent = new Agent();
  agent.createConnection = () => connect(port, "127.0.0.1");
  return agent;
}
