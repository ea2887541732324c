import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { tokenContract } from "@oneheart/contracts";
import { newId } from "@oneheart/kernel";
import { sql } from "kysely";
import { answers, auditLedger, bootEconomy, type Economy, tally } from "./support/economy.ts";

let economy: Economy;
before(async () => {
  economy = await bootEconomy();
});
after(() => economy.app.stop());

test("a transfer moves tokens, answers what is left, and says so", async () => {
  const { app, player, send, balance } = economy;
  const [from, to] = [await player(30), await player()];
  const sent = await send(from, to.id, 12, { memo: "for the seedlings" });
  assert.deepEqual([sent.amount, sent.balance], [12, 18]);
  assert.equal((await balance(from)).heart_tokens, 18);
  assert.equal((await balance(to)).heart_tokens, 12);
  await app.settled();
  const event = app.eventsOf("tokens.transferred").find((candidate) => candidate.transfer_id === sent.transfer_id);
  assert.deepEqual(event, {
    transfer_id: sent.transfer_id,
    from_player_id: from.id,
    to_player_id: to.id,
    amount: 12,
    memo: "for the seedlings",
  });
});

test("a recipient can be named by DID", async () => {
  const { player, send, balance, didOf } = economy;
  const [from, to] = [await player(5), await player()];
  await send(from, didOf(to.id), 5);
  assert.equal((await balance(to)).heart_tokens, 5);
});

test("the memo and the players' ids are not in the ledger's leaf", async () => {
  const { app, player, send } = economy;
  const [from, to] = [await player(5), await player()];
  const { transfer_id } = await send(from, to.id, 5, { memo: "a private word" });
  const { rows } = await sql<{ leaf: string; kind: string }>`
    SELECT kind, convert_from(leaf, 'UTF8') AS leaf FROM ledger_transactions WHERE id = ${transfer_id}`.execute(app.db);
  assert.equal(rows[0]!.kind, "token.transfer");
  for (const secret of ["a private word", from.id, to.id]) assert.ok(!rows[0]!.leaf.includes(secret));
});

test("an unknown recipient is recipient_not_found", async () => {
  const { player, send } = economy;
  const from = await player(5);
  await assert.rejects(send(from, newId(), 1), answers("recipient_not_found"));
});

test("sending to oneself, by id or DID, is self_transfer", async () => {
  const { player, send, didOf } = economy;
  const from = await player(5);
  await assert.rejects(send(from, from.id, 1), answers("self_transfer"));
  await assert.rejects(send(from, didOf(from.id), 1), answers("self_transfer"));
});

test("sending more than one can spend is insufficient_funds, and changes nothing", async () => {
  const { player, send, balance, reward, redeem } = economy;
  const [from, to] = [await player(20), await player()];
  await redeem(from, (await reward({ price_tokens: 15 })).id);
  await assert.rejects(send(from, to.id, 6), answers("insufficient_funds"));
  assert.equal((await send(from, to.id, 5)).balance, 15, "the balance includes what is held");
  assert.deepEqual(await balance(from), { heart_tokens: 15, held: 15, xp: 0, impact_credits: 0 });
});

test("a transfer without an idempotency key, or of nothing, is refused", async () => {
  const { app, player } = economy;
  const [from, to] = [await player(5), await player()];
  const { transferTokens } = tokenContract.operations;
  await assert.rejects(app.call(transferTokens, { to: to.id, amount: 1 }, { as: from.as }), answers("idempotency_key_required"));
  for (const amount of [0, -1, 1.5, 1_000_000_001]) {
    await assert.rejects(
      app.call(transferTokens, { to: to.id, amount }, { as: from.as, idempotencyKey: newId() }),
      answers("invalid_input"),
    );
  }
});

test("the same key is the same transfer, and its answer comes again; the same key for another transfer is refused", async () => {
  const { player, send, balance } = economy;
  const [from, to] = [await player(10), await player()];
  const key = newId();
  const first = await send(from, to.id, 4, { key });
  assert.deepEqual(await send(from, to.id, 4, { key }), first);
  await assert.rejects(send(from, to.id, 5, { key }), answers("idempotency_key_reused"));
  assert.equal((await balance(to)).heart_tokens, 4);
});

test("of 50 transfers of the same last token at once exactly one succeeds", async () => {
  const { player, send, balance } = economy;
  const from = await player(1);
  const recipients = await Promise.all(Array.from({ length: 5 }, () => player()));
  const counts = await tally(Array.from({ length: 50 }, (_, index) => send(from, recipients[index % 5]!.id, 1)));
  assert.deepEqual(counts, { ok: 1, insufficient_funds: 49 });
  const balances = await Promise.all(recipients.map(async (recipient) => (await balance(recipient)).heart_tokens));
  assert.deepEqual(balances.sort(), [0, 0, 0, 0, 1]);
});

test("transfers that cross do not deadlock and lose nothing", async () => {
  const { app, player, send, balance } = economy;
  const members = await Promise.all(Array.from({ length: 3 }, () => player(100)));
  const calls = Array.from({ length: 60 }, (_, index) => send(members[index % 3]!, members[(index + 1 + (index % 2)) % 3]!.id, 1));
  assert.deepEqual(await tally(calls), { ok: 60 });
  const balances = await Promise.all(members.map(async (member) => (await balance(member)).heart_tokens));
  assert.equal(
    balances.reduce((sum, tokens) => sum + tokens, 0),
    300,
  );
  await auditLedger(app);
});

test("account_closed: an account that was erased sends nothing, and nobody sends to it", async () => {
  const [member, friend] = [await economy.player(50), await economy.player(50)];
  economy.erased.add(member.id);
  await assert.rejects(economy.send(member, friend.id, 1), { code: "account_closed", status: 409 });
  await assert.rejects(economy.send(friend, member.id, 1), { code: "recipient_not_found", status: 404 });
});

test("transfer_limit_reached: a young account sends no more than its day allows, also at one moment; the refusal says how much is left", async () => {
  const { app, admin, player, send } = economy;
  const { getTransferPolicy, setTransferPolicy } = tokenContract.operations;
  assert.deepEqual(await app.call(getTransferPolicy, {}, admin), { young_days: 7, young_day_tokens: 10 });
  const today = app.clock.now();
  const [young, to] = [await player(100, today.toISOString()), await player()];
  const counts = await tally(Array.from({ length: 20 }, () => send(young, to.id, 3)));
  assert.deepEqual(counts, { ok: 3, transfer_limit_reached: 17 });
  await assert.rejects(send(young, to.id, 2), {
    code: "transfer_limit_reached",
    status: 409,
    context: { cap: "young_account_day", limit: 10, left: 1 },
  });
  await send(young, to.id, 1);

  const old = await player(100, new Date(today.getTime() - 7 * 86_400_000).toISOString());
  await send(old, to.id, 100);
  await app.call(setTransferPolicy, { young_day_tokens: 50 }, admin);
  await send(young, to.id, 40);
  assert.deepEqual(await app.call(setTransferPolicy, { young_day_tokens: 10 }, admin), { young_days: 7, young_day_tokens: 10 });
  await assert.rejects(app.call(setTransferPolicy, {}, { as: app.player() }), { code: "forbidden" });
  await auditLedger(app);
});

test("a transfer that the ledger refuses uses nothing of a young account's day up", async () => {
  const { app, player, send } = economy;
  const [young, to] = [await player(5, app.clock.now().toISOString()), await player()];
  await assert.rejects(send(young, to.id, 9), { code: "insufficient_funds" });
  await send(young, to.id, 5);
});
