import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, test } from "node:test";
import { tokenContract } from "@oneheart/contracts";
import { sendWebhook } from "../src/handover/send-webhook.ts";
import { isPublicAddress, webhookProblem } from "../src/handover/webhook-address.ts";
import { answers, auditLedger, bootEconomy, type Economy } from "./support/economy.ts";

interface Heard {
  headers: http.IncomingHttpHeaders;
  body: string;
}

let economy: Economy;
let server: http.Server;
let url: string;
const heard: Heard[] = [];
let reply: (one: Heard) => { status: number; body?: string } = () => ({ status: 200 });
before(async () => {
  economy = await bootEconomy({ REWARD_WEBHOOK_PRIVATE_HOSTS: "127.0.0.1" });
  server = http.createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    const one = { headers: request.headers, body };
    heard.push(one);
    const { status, body: said = "" } = reply(one);
    response.writeHead(status, { location: "http://169.254.169.254/" }).end(said);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
});
after(async () => {
  await economy?.app.stop();
  server?.close();
});

const operations = tokenContract.operations;

async function atPartner(quantity = 5) {
  heard.length = 0;
  const partner = await economy.app.call(operations.createPartner, { name: "Ferry", webhook_url: url }, economy.admin);
  const reward = await economy.reward({ fulfilment: "webhook", partner_id: partner.partner_id, quantity });
  return { partner, reward, member: await economy.player(100) };
}

test("a partner's server is told in a signed message, again under the same id until it answers well, and then the tokens are burned", async () => {
  const { partner, reward, member } = await atPartner();
  reply = () =>
    heard.length < 3 ? { status: heard.length === 1 ? 503 : 302 } : { status: 201, body: JSON.stringify({ code: "FERRY-7" }) };
  const { redemption_id } = await economy.redeem(member, reward.id);
  await economy.app.settled();
  assert.equal(heard.length, 3, "neither an error nor a redirection is an answer");
  assert.deepEqual(new Set(heard.map(({ headers }) => headers["webhook-id"])), new Set([redemption_id]));
  for (const { headers, body } of heard) {
    const key = Buffer.from(partner.webhook_secret.slice("whsec_".length), "base64");
    const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
    assert.equal(headers["webhook-signature"], `v1,${createHmac("sha256", key).update(signed).digest("base64")}`);
    assert.ok(!body.includes(member.id), "no person is named");
  }
  const seen = await economy.app.call(operations.getRedemption, { id: redemption_id }, { as: member.as });
  assert.deepEqual([seen.status, seen.code, seen.delivery!.attempts, seen.delivery!.last_status], ["fulfilled", "FERRY-7", 3, 201]);
  assert.equal((await economy.balance(member)).heart_tokens, 90);
  await auditLedger(economy.app);
});

test("what was cancelled while the partner was asked is not burned, and the partner hears of it", async () => {
  const { reward, member } = await atPartner();
  let asked: (() => void) | undefined;
  const wasAsked = new Promise<void>((done) => {
    asked = done;
  });
  reply = ({ body }) => {
    asked!();
    return { status: JSON.parse(body).type === "redemption.created" ? 500 : 204 };
  };
  const { redemption_id } = await economy.redeem(member, reward.id);
  await wasAsked;
  await assert.rejects(
    economy.app.call(operations.withdrawRedemption, { id: redemption_id }, { as: member.as }),
    answers("redemption_under_way"),
  );
  await economy.app.call(operations.cancelRedemption, { id: redemption_id, reason: "the ferry rests" }, economy.admin);
  await economy.app.settled();
  assert.deepEqual(await economy.balance(member), { heart_tokens: 100, xp: 0, impact_credits: 0, held: 0 });
  const last = JSON.parse(heard.at(-1)!.body);
  assert.deepEqual([last.type, last.redemption_id], ["redemption.cancelled", redemption_id]);
  reply = () => ({ status: 200 });
});

test("a code that a partner gives twice is not shown to a second player", async () => {
  const { reward, member } = await atPartner();
  let count = 0;
  reply = () => {
    count += 1;
    return { status: 200, body: JSON.stringify({ code: count < 3 ? "SAME" : "OTHER" }) };
  };
  const codes = [];
  for (const one of [member, await economy.player(100)]) {
    const { redemption_id } = await economy.redeem(one, reward.id);
    await economy.app.settled();
    codes.push((await economy.app.call(operations.getRedemption, { id: redemption_id }, { as: one.as })).code);
  }
  assert.deepEqual(codes, ["SAME", "OTHER"]);
  reply = () => ({ status: 200 });
});

test("private networks are refused: as an address, as a name, and where a name leads", async () => {
  for (const address of ["10.1.2.3", "127.0.0.1", "169.254.169.254", "192.168.1.1", "100.64.0.1", "0.0.0.0", "::1", "fd00::1", "fe80::1"])
    assert.equal(isPublicAddress(address), false, address);
  for (const address of ["::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "not an address"])
    assert.equal(isPublicAddress(address), false, address);
  for (const address of ["1.1.1.1", "2606:4700:4700::1111"]) assert.equal(isPublicAddress(address), true, address);
  const none = new Set<string>();
  for (const [given, because] of [
    ["http://partner.example.org/", "not_https"],
    ["ftp://partner.example.org/", "not_https"],
    ["https://user:secret@partner.example.org/", "credentials"],
    ["https://127.0.0.1/", "private_network"],
    ["https://[::1]/", "private_network"],
    ["https://2130706433/", "private_network"],
    ["https://localhost/", "private_network"],
    ["https://db.internal/", "private_network"],
    ["https://postgres/", "private_network"],
    ["https://partner.example.org/hook", undefined],
  ] as const)
    assert.equal(webhookProblem(given, none), because, given);
  const create = economy.app.call(
    operations.createPartner,
    { name: "Metadata", webhook_url: "http://169.254.169.254/latest" },
    economy.admin,
  );
  await assert.rejects(create, { code: "webhook_url_refused", context: { because: "not_https" } });
  await assert.rejects(async () => sendWebhook({ url: "https://10.0.0.1/", headers: {}, body: "{}" }, none), /private_network/);
});
