import assert from "node:assert/strict";
import { createHmac, randomUUID } from "node:crypto";
import { after, test } from "node:test";
import { sponsorContract } from "@oneheart/contracts";
import { bootSponsors, findings, nobody, webhookSecret } from "./support/sponsorship.ts";

const { paymentWebhook, endCampaign } = sponsorContract.operations;
const world = await bootSponsors({ after });
const { app } = world;

const secondsNow = () => Math.floor(app.clock.now().getTime() / 1_000);

/** Signs as the provider publishes it: HMAC-SHA256 over the time, a dot and the body. */
function signed(payload: string, { secret = webhookSecret, at = secondsNow() } = {}): string {
  return `t=${at},v1=${createHmac("sha256", secret).update(`${at}.${payload}`).digest("hex")}`;
}

interface Over {
  id?: string;
  type?: string;
  amount?: number;
  currency?: string;
}

function succeeded(contribution: { id: string; amount_minor: number }, over: Over = {}): string {
  const { id = `evt_${randomUUID()}`, type = "payment_intent.succeeded", amount = contribution.amount_minor, currency = "thb" } = over;
  const object = { object: "payment_intent", amount_received: amount, amount_total: amount, payment_status: "paid", currency };
  return JSON.stringify({ id, type, data: { object: { ...object, metadata: { contribution_id: contribution.id } } } });
}

const hear = (payload: string, signature = signed(payload)) => app.call(paymentWebhook, { payload, signature });

async function card(amount_minor = 4_000) {
  const campaign = await world.campaign();
  return { campaign, contribution: await world.contribute(campaign, amount_minor, "card") };
}

test("a signed payment counts once, however often and under how many events it is told", async () => {
  const { campaign, contribution } = await card();
  const payload = succeeded(contribution);
  await Promise.all(Array.from({ length: 10 }, () => hear(payload)));
  await hear(succeeded(contribution, { type: "checkout.session.completed" }));
  await hear(payload);
  assert.equal((await world.funds(campaign)).funded_minor, 4_000);
});

test("forged, altered and stale calls change nothing", async () => {
  const { campaign, contribution } = await card();
  const payload = succeeded(contribution);
  // One moment for all: a second that passes in between makes another signature.
  const now = secondsNow();
  const good = signed(payload, { at: now });
  const forged = [
    signed(payload, { secret: "whsec_another" }),
    good.replace("v1=", "v0="),
    good.replace(/^t=\d+/, `t=${now - 1}`),
    `${good},t=${now}`,
    "",
    "t=,v1=",
    good.slice(0, -2),
  ];
  for (const signature of forged) await assert.rejects(hear(payload, signature), { code: "signature_invalid", status: 400 }, signature);
  await assert.rejects(hear(payload.replace("4000", "9000"), good), { code: "signature_invalid" });
  for (const at of [secondsNow() - 301, secondsNow() + 301]) {
    await assert.rejects(hear(payload, signed(payload, { at })), { code: "signature_too_old", status: 400 });
  }
  await assert.rejects(hear("not json", signed("not json")), { code: "payment_event_unreadable" });
  assert.equal((await world.funds(campaign)).funded_minor, 0);
  await hear(payload, `${signed(payload, { secret: "x", at: now })},${good.split(",")[1]}`);
  assert.equal((await world.funds(campaign)).funded_minor, 4_000, "one good signature among several is enough, while secrets change");
});

test("another amount or currency than the contribution's is refused, and can be told again rightly", async () => {
  const { campaign, contribution } = await card();
  await assert.rejects(hear(succeeded(contribution, { amount: 3_999 })), { code: "payment_differs" });
  await assert.rejects(hear(succeeded(contribution, { currency: "usd" })), { code: "payment_differs" });
  await hear(succeeded(contribution));
  assert.equal((await world.funds(campaign)).funded_minor, 4_000);
});

test("what comes in another order, too late, or about something else is heard all the same", async () => {
  const { campaign, contribution } = await card();
  await hear(succeeded({ ...contribution, id: nobody }));
  await hear(succeeded({ ...contribution, id: "of another shop" }));
  await hear(succeeded(contribution, { type: "payment_intent.payment_failed" }));
  await app.call(endCampaign, { id: campaign.id }, { as: campaign.owner });
  await hear(succeeded(contribution));
  await hear(succeeded(contribution, { type: "payment_intent.payment_failed" }));
  assert.equal((await world.funds(campaign)).free_minor, 4_000, "money that has arrived is there, to be refunded");
});

test("all payments agree with the ledger", async () => assert.deepEqual(await findings(app), []));
