import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { tokenContract } from "@oneheart/contracts";
import { encodeCursor, newId } from "@oneheart/kernel";
import { answers, bootEconomy, type Economy, newLedger } from "./support/economy.ts";

let economy: Economy;
before(async () => {
  economy = await bootEconomy();
});
after(() => economy.app.stop());

const { getBalance, tokenHistory } = tokenContract.operations;

test("someone without any account has nothing", async () => {
  const { app } = economy;
  const nothing = { heart_tokens: 0, xp: 0, impact_credits: 0, held: 0 };
  assert.deepEqual(await app.call(getBalance, {}, { as: app.player() }), nothing);
  assert.deepEqual(await app.call(tokenHistory, {}, { as: app.player() }), { items: [], next_cursor: null });
});

test("balances come from the ledger, credits with two decimals", async () => {
  const { player, issue, balance } = economy;
  const member = await player(7);
  await issue(member.id, "XP", 120n);
  await issue(member.id, "CREDIT", 50_05n);
  assert.deepEqual(await balance(member), { heart_tokens: 7, xp: 120, impact_credits: 50.05, held: 0 });
});

test("both sides of a transfer see it with sign, counterparty and memo", async () => {
  const { app, player, send, didOf } = economy;
  const [from, to] = [await player(9), await player()];
  const { transfer_id } = await send(from, to.id, 4, { memo: "thank you" });
  const [sent, issued] = (await app.call(tokenHistory, {}, { as: from.as })).items;
  assert.deepEqual(
    [sent!.amount, sent!.counterparty_did, sent!.memo, sent!.kind, sent!.reason_ref],
    [-4, didOf(to.id), "thank you", "token.transfer", `transfer:${transfer_id}`],
  );
  assert.deepEqual([issued!.amount, issued!.counterparty_did, issued!.memo], [9, null, null]);
  const [received] = (await app.call(tokenHistory, {}, { as: to.as })).items;
  assert.deepEqual([received!.amount, received!.counterparty_did, received!.memo], [4, didOf(from.id), "thank you"]);
});

test("each asset has its own history; credits have two decimals", async () => {
  const { app, player, issue } = economy;
  const member = await player(3);
  await issue(member.id, "CREDIT", 1_25n);
  const { items } = await app.call(tokenHistory, { asset: "CREDIT" }, { as: member.as });
  assert.deepEqual(
    items.map((item) => [item.asset, item.amount]),
    [["CREDIT", 1.25]],
  );
  assert.deepEqual((await app.call(tokenHistory, { asset: "XP" }, { as: member.as })).items, []);
});

test("pages give every entry once, newest first, and look players up once a page", async () => {
  const { app, player, send, lookups } = economy;
  const from = await player(100);
  const others = await Promise.all(Array.from({ length: 3 }, () => player()));
  for (let index = 0; index < 10; index += 1) await send(from, others[index % 3]!.id, index + 1);
  const amounts: number[] = [];
  let cursor: string | undefined;
  let pages = 0;
  lookups.length = 0;
  do {
    const page = await app.call(tokenHistory, { limit: 4, cursor }, { as: from.as });
    amounts.push(...page.items.map((item) => item.amount));
    pages += 1;
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  assert.deepEqual(amounts, [-10, -9, -8, -7, -6, -5, -4, -3, -2, -1, 100]);
  assert.equal(pages, 3);
  assert.equal(lookups.length, 3);
});

test("a counterparty that was erased has no DID, and the entry stays", async () => {
  const { app, player, send } = economy;
  const [from, to] = [await player(5), await player()];
  await send(from, to.id, 5);
  await app.db.transaction().execute((tx) => newLedger().eraseSubject(tx, from.id));
  const { items } = await app.call(tokenHistory, {}, { as: to.as });
  assert.deepEqual(
    items.map((item) => [item.amount, item.counterparty_did]),
    [[5, null]],
  );
});

test("a cursor that we did not make is invalid input", async () => {
  const { app } = economy;
  for (const cursor of [
    "nonsense",
    encodeCursor([newId()]),
    encodeCursor(["1", 0, "up"]),
    encodeCursor(["x", 0, "in"]),
    encodeCursor([1, 0, "in"]),
  ]) {
    await assert.rejects(app.call(tokenHistory, { cursor }, { as: app.player() }), answers("invalid_input"));
  }
});
