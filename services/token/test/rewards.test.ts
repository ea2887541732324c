import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { tokenContract } from "@oneheart/contracts";
import { playerInternal, tokenInternal } from "@oneheart/contracts/internal";
import { newId } from "@oneheart/kernel";
import { createLocalJWKSet, jwtVerify } from "jose";
import { sql } from "kysely";
import { auditRedemptions } from "../src/audit/redemptions.ts";
import { auditCodes, auditRefunds, auditStockOfCodes } from "../src/audit/rewards.ts";
import { expireRedemptions } from "../src/jobs/expire-redemptions.ts";
import { answers, auditLedger, bootEconomy, type Economy, type Member, plainReward, tally } from "./support/economy.ts";

let economy: Economy;
before(async () => {
  economy = await bootEconomy();
});
after(() => economy?.app.stop());

const operations = tokenContract.operations;
const day_ms = 86_400_000;
const asAdmin = () => economy.admin;
const detail = (id: string, member: Member) => economy.app.call(operations.getRedemption, { id }, { as: member.as });
const importCodes = (id: string, codes: string[]) => economy.app.call(operations.importCodes, { id, codes }, asAdmin());
const refund = (id: string, restock = false) =>
  economy.app.call(operations.refundRedemption, { id, reason: "spoiled", restock }, asAdmin());
const partner = (name = "Bakery") => economy.app.call(operations.createPartner, { name }, asAdmin());

async function findings(): Promise<string[]> {
  const found = [];
  for (const audit of [auditCodes, auditStockOfCodes, auditRefunds, auditRedemptions])
    for await (const step of audit(economy.app.db)) found.push(...step.findings);
  return found.map(({ code, ref }) => `${code} ${ref}`);
}

test("under concurrency every code goes to one player, none twice, and nobody gets one when they are gone", async () => {
  const reward = await economy.reward({ fulfilment: "codes", quantity: 0, price_tokens: 3 });
  const codes = Array.from({ length: 12 }, (_, index) => `CODE-${index}`);
  assert.deepEqual(await importCodes(reward.id, codes), { added: 12, repeated: 0, quantity: 12 });
  const members = await Promise.all(Array.from({ length: 20 }, () => economy.player(10)));
  const redeemed: Array<{ id: string; member: Member }> = [];
  const counts = await tally(
    members.map(async (member) => redeemed.push({ id: (await economy.redeem(member, reward.id)).redemption_id, member })),
  );
  assert.deepEqual(counts, { ok: 12, out_of_stock: 8 });
  await economy.app.settled();
  const given = await Promise.all(redeemed.map(async ({ id, member }) => (await detail(id, member)).code));
  assert.deepEqual([...given].sort(), [...codes].sort());
  assert.deepEqual(await findings(), []);
});

test("a code is sealed at rest, and only its owner is shown it", async () => {
  const reward = await economy.reward({ fulfilment: "codes", quantity: 0 });
  await importCodes(reward.id, ["SECRET-4711"]);
  const [owner, other] = [await economy.player(10), await economy.player(10)];
  const { redemption_id } = await economy.redeem(owner, reward.id);
  await economy.app.settled();
  assert.equal((await detail(redemption_id, owner)).code, "SECRET-4711");
  const asAdministrator = await economy.app.call(operations.getRedemption, { id: redemption_id }, asAdmin());
  assert.deepEqual([asAdministrator.status, asAdministrator.code], ["fulfilled", null]);
  await assert.rejects(detail(redemption_id, other), answers("redemption_not_found"));
  const { rows } = await sql<{ kept: string }>`SELECT row_to_json(c)::text AS kept FROM reward_codes c`.execute(economy.app.db);
  assert.ok(rows.every(({ kept }) => !kept.includes("4711")));
  await assert.rejects(
    sql`UPDATE reward_codes SET redemption_id = NULL, shown_at = NULL WHERE redemption_id = ${redemption_id}`.execute(economy.app.owner),
    /stays its owner/,
  );
  const held = await economy.app.call(tokenInternal.operations.ownData, { player_id: owner.id }, { as: "system" });
  let told = held.records;
  for (let cursor = held.next_cursor; cursor !== null; ) {
    const page = await economy.app.call(tokenInternal.operations.ownData, { player_id: owner.id, cursor }, { as: "system" });
    told = [...told, ...page.records];
    cursor = page.next_cursor;
  }
  assert.ok(told.some(({ section, record }) => section === "reward_codes" && record.code === "SECRET-4711"));

  await economy.app.emit(playerInternal.events.playerErased, { player_id: owner.id, erased_name: "erased-1" });
  await economy.app.settled();
  const left = await sql`SELECT 1 FROM reward_codes WHERE redemption_id = ${redemption_id} AND code_sealed IS NULL`.execute(economy.app.db);
  assert.equal(left.rows.length, 1);
});

test("a code that a reward has is not added again, bad codes are refused, and other rewards take none", async () => {
  const reward = await economy.reward({ fulfilment: "codes", quantity: 0 });
  assert.deepEqual(await importCodes(reward.id, ["AAAA", "BBBB", "AAAA"]), { added: 2, repeated: 1, quantity: 2 });
  assert.deepEqual(await importCodes(reward.id, ["BBBB", "CCCC"]), { added: 1, repeated: 1, quantity: 3 });
  for (const bad of [[], ["abc"], ["mit\u0000null"], ["สวัสดี"], ["x".repeat(201)]])
    await assert.rejects(importCodes(reward.id, bad), answers("invalid_input"));
  await assert.rejects(importCodes((await economy.reward()).id, ["AAAA"]), answers("reward_without_codes"));
  await assert.rejects(importCodes(newId(), ["AAAA"]), answers("reward_not_found"));
  await assert.rejects(
    economy.app.call(operations.updateReward, { id: reward.id, quantity_change: 5 }, asAdmin()),
    answers("stock_of_codes"),
  );
  await assert.rejects(economy.reward({ fulfilment: "codes", quantity: 1 }), answers("stock_of_codes"));
});

test("player_limit_reached: however many requests come at once, a player redeems as often as allowed, and again when the days are over", async () => {
  const { app } = economy;
  const reward = await economy.reward({ quantity: 50, player_limit: 2, player_limit_days: 7 });
  const member = await economy.player(1_000);
  const counts = await tally(Array.from({ length: 8 }, () => economy.redeem(member, reward.id)));
  assert.deepEqual(counts, { ok: 2, player_limit_reached: 6 });
  const at = app.clock.now();
  await assert.rejects(economy.redeem(member, reward.id), (error: { context: Record<string, unknown> }) => {
    assert.deepEqual([error.context.limit, error.context.days], [2, 7]);
    assert.ok(Date.parse(String(error.context.again_at)) <= at.getTime() + 7 * day_ms);
    return true;
  });
  const { items } = await app.call(operations.listRedemptions, { limit: 1 }, { as: member.as });
  await app.call(operations.withdrawRedemption, { id: items[0]!.redemption_id }, { as: member.as });
  assert.equal((await economy.redeem(member, reward.id)).status, "held", "what was given back does not count");
  app.clock.advance({ days: 7, seconds: 1 });
  assert.equal((await economy.redeem(member, reward.id)).status, "held");
});

test("reward_not_open: a reward is redeemed within its window only, and leaves the marketplace at its end", async () => {
  const { app } = economy;
  const from = app.clock.now().getTime();
  const time = (days: number) => new Date(from + days * day_ms).toISOString();
  const reward = await economy.reward({ category: "window", starts_at: time(1), ends_at: time(2) });
  const member = await economy.player(100);
  const shown = async () => (await app.call(operations.marketplace, { category: "window" }, { as: member.as })).items.length;
  await assert.rejects(economy.redeem(member, reward.id), { code: "reward_not_open", context: { starts_at: time(1), ends_at: time(2) } });
  assert.equal(await shown(), 1);
  app.clock.advance({ days: 1 });
  await economy.redeem(member, reward.id);
  app.clock.advance({ days: 1 });
  await assert.rejects(economy.redeem(member, reward.id), answers("reward_not_open"));
  assert.equal(await shown(), 0);
  for (const bad of [{ starts_at: time(2), ends_at: time(2) }, { player_limit_days: 3 }, { player_limit: 0 }, { claim_days: 0 }])
    await assert.rejects(economy.reward(bad), answers("invalid_input"));
  await assert.rejects(app.call(operations.updateReward, { id: reward.id, ends_at: time(0) }, asAdmin()), answers("invalid_input"));
  const open = await app.call(operations.updateReward, { id: reward.id, ends_at: null }, asAdmin());
  assert.deepEqual([open.starts_at, open.ends_at], [time(1), null]);
});

test("a QR is verified by the partner without us, and is good for one collection, under concurrency too", async () => {
  const { app } = economy;
  const { partner_id, partner_key } = await partner();
  const reward = await economy.reward({ fulfilment: "pickup", partner_id, claim_days: 14 });
  const member = await economy.player(50);
  const redemption = await economy.redeem(member, reward.id);
  const { pickup } = await detail(redemption.redemption_id, member);
  assert.equal((await app.call(operations.getRedemption, { id: redemption.redemption_id }, asAdmin())).pickup, null);

  const { keys } = await app.call(operations.pickupKeys, {});
  const { payload } = await jwtVerify(pickup!, createLocalJWKSet({ keys }), { audience: "oneheart/pickup", currentDate: app.clock.now() });
  assert.deepEqual([payload.sub, payload.reward_id], [redemption.redemption_id, reward.id]);
  assert.ok(!JSON.stringify(payload).includes(member.id));

  const collect = (token: string, key = partner_key) => app.call(operations.collectPickup, { pickup: token, partner_key: key });
  const other = await partner("Cinema");
  await assert.rejects(collect(pickup!, other.partner_key), answers("pickup_invalid"));
  await assert.rejects(collect(pickup!, "pk_of_nobody_at_all_here"), answers("partner_key_wrong"));
  await assert.rejects(collect(`${pickup!.slice(0, -6)}AAAAAA`), answers("pickup_invalid"));
  assert.deepEqual(await tally(Array.from({ length: 6 }, () => collect(pickup!))), { ok: 1, already_collected: 5 });
  assert.deepEqual(await economy.balance(member), { heart_tokens: 40, xp: 0, impact_credits: 0, held: 0 });

  const renewed = await app.call(operations.renewPartnerSecrets, { id: partner_id }, asAdmin());
  await assert.rejects(collect(pickup!), answers("partner_key_wrong"));
  await assert.rejects(collect(pickup!, renewed.partner_key), answers("already_collected"));
  const cancelled = await economy.redeem(member, reward.id);
  const open = (await detail(cancelled.redemption_id, member)).pickup!;
  await app.call(operations.withdrawRedemption, { id: cancelled.redemption_id }, { as: member.as });
  await assert.rejects(collect(open, renewed.partner_key), { code: "redemption_resolved", context: { status: "cancelled" } });
  await app.call(operations.updatePartner, { id: partner_id, is_active: false }, asAdmin());
  await assert.rejects(economy.redeem(member, reward.id), answers("reward_not_found"));
});

test("only what had announced it expires: tokens and stock come back, and the QR is good no more", async () => {
  const { app } = economy;
  const { partner_id, partner_key } = await partner();
  const announced = await economy.reward({ fulfilment: "pickup", partner_id, claim_days: 3, quantity: 5 });
  const lasting = await economy.reward({ fulfilment: "pickup", partner_id, quantity: 5 });
  const member = await economy.player(50);
  const short = await economy.redeem(member, announced.id);
  const long = await economy.redeem(member, lasting.id);
  assert.deepEqual([short.expires_at, long.expires_at], [new Date(Date.parse(short.created_at) + 3 * day_ms).toISOString(), null]);
  // What is announced later does not count for what was redeemed before.
  await app.call(operations.updateReward, { id: lasting.id, claim_days: 1 }, asAdmin());
  const { pickup } = await detail(short.redemption_id, member);
  app.clock.advance({ days: 3 });
  await assert.rejects(app.call(operations.collectPickup, { pickup: pickup!, partner_key }), answers("pickup_expired"));
  await expireRedemptions.run(app.kernel.context("token"));
  await app.settled();
  assert.deepEqual(
    [(await detail(short.redemption_id, member)).status, (await detail(long.redemption_id, member)).status],
    ["expired", "held"],
  );
  assert.deepEqual(await economy.balance(member), { heart_tokens: 50, xp: 0, impact_credits: 0, held: 10 });
  assert.equal(app.eventsOf("redemption.expired").length, 1);
  const { rows } = await sql`SELECT quantity FROM rewards WHERE id = ${announced.id}`.execute(app.db);
  assert.deepEqual(rows, [{ quantity: 5 }]);
});

test("a refund is a correction in the ledger that names the burn, once, and the audit knows it", async () => {
  const reward = await economy.reward({ quantity: 3, price_tokens: 7 });
  const member = await economy.player(10);
  const { redemption_id } = await economy.redeem(member, reward.id);
  await assert.rejects(refund(redemption_id), { code: "redemption_not_fulfilled", context: { status: "held" } });
  await economy.app.call(operations.fulfilRedemption, { id: redemption_id }, asAdmin());
  assert.deepEqual(await tally(Array.from({ length: 4 }, () => refund(redemption_id, true))), { ok: 1, redemption_not_fulfilled: 3 });
  assert.equal((await economy.balance(member)).heart_tokens, 10);
  const { rows } = await sql<{ kind: string; quantity: number }>`
    SELECT b.kind, w.quantity FROM redemptions r JOIN ledger_transactions x ON x.id = r.refund_transaction_id
    JOIN ledger_transactions b ON b.id = x.corrects JOIN rewards w ON w.id = r.reward_id WHERE r.id = ${redemption_id}`.execute(
    economy.app.db,
  );
  assert.deepEqual(rows, [{ kind: "reward.fulfil", quantity: 3 }]);
  await assert.rejects(refund(newId()), answers("redemption_not_found"));

  const codes = await economy.reward({ fulfilment: "codes", quantity: 0 });
  await importCodes(codes.id, ["REFUND-1"]);
  const shown = await economy.redeem(member, codes.id);
  await economy.app.settled();
  await assert.rejects(refund(shown.redemption_id, true), answers("code_was_shown"));
  assert.equal((await refund(shown.redemption_id)).status, "refunded");
  await assert.rejects(economy.redeem(member, codes.id), answers("out_of_stock"));
  assert.equal((await detail(shown.redemption_id, member)).code, null);
  assert.deepEqual(await findings(), []);
  await auditLedger(economy.app);
});

test("the audit finds a stock that is not its codes, and a code that was taken from its redemption", async () => {
  const reward = await economy.reward({ fulfilment: "codes", quantity: 0 });
  await importCodes(reward.id, ["AUDIT-1", "AUDIT-2"]);
  await sql`UPDATE rewards SET quantity = 5 WHERE id = ${reward.id}`.execute(economy.app.owner);
  assert.deepEqual(await findings(), [`stock_differs reward ${reward.id}`]);
  await sql`UPDATE rewards SET quantity = 2 WHERE id = ${reward.id}`.execute(economy.app.owner);
});

test("categories count what is on offer; a partner is needed where a partner hands over", async () => {
  await economy.reward({ category: "ferry", quantity: 0 });
  await economy.reward({ category: "ferry" });
  const { items } = await economy.app.call(operations.rewardCategories, {}, { as: economy.app.player() });
  assert.deepEqual(
    items.find(({ category }) => category === "ferry"),
    { category: "ferry", rewards: 2, in_stock: 1 },
  );
  const { partner_id } = await partner();
  await assert.rejects(economy.reward({ fulfilment: "pickup" }), answers("partner_required"));
  await assert.rejects(economy.reward({ fulfilment: "pickup", partner_id: newId() }), answers("partner_not_found"));
  await assert.rejects(economy.reward({ fulfilment: "webhook", partner_id }), answers("webhook_missing"));
  await assert.rejects(economy.app.call(operations.updatePartner, { id: newId(), name: "x" }, asAdmin()), answers("partner_not_found"));
  const listed = await economy.app.call(operations.listPartners, {}, asAdmin());
  assert.ok(listed.items.every((one) => !("webhook_secret" in one)));
  await assert.rejects(
    economy.app.call(operations.createReward, { ...plainReward, fulfilment: "codes" }, { as: economy.app.player() }),
    answers("forbidden"),
  );
});
