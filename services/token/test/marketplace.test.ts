import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { tokenContract } from "@oneheart/contracts";
import { newId } from "@oneheart/kernel";
import { sql } from "kysely";
import { answers, bootEconomy, type Economy, plainReward } from "./support/economy.ts";

let economy: Economy;
before(async () => {
  economy = await bootEconomy();
});
after(() => economy.app.stop());

const unbounded = {
  ...{ fulfilment: "manual", partner_id: null, starts_at: null, ends_at: null },
  ...{ player_limit: null, player_limit_days: null, claim_days: null },
};
const { createReward, marketplace, updateReward } = tokenContract.operations;

test("a reward is put on offer as it was described", async () => {
  const { app, admin } = economy;
  const created = await app.call(createReward, { ...plainReward, description: "Bag,\nbottle" }, admin);
  const { items } = await app.call(marketplace, {}, { as: app.player() });
  assert.deepEqual(items, [created]);
  assert.deepEqual(
    { ...created, id: "", created_at: "" },
    { ...plainReward, ...unbounded, description: "Bag,\nbottle", is_available: true, id: "", created_at: "" },
  );
});

test("only the fields that are given change", async () => {
  const { app, admin, reward } = economy;
  const before = await reward();
  const changed = await app.call(updateReward, { id: before.id, price_tokens: 11, quantity: 0, quantity_seen: 5 }, admin);
  assert.deepEqual(changed, { ...before, price_tokens: 11, quantity: 0 });
  assert.deepEqual(await app.call(updateReward, { id: before.id, description: "" }, admin), { ...changed, description: "" });
});

test("stock changes by a difference, or to a number in place of the one that was seen", async () => {
  const { app, admin, reward, redeem, player } = economy;
  const { id } = await reward({ quantity: 5 });
  const change = (stock: object) => app.call(updateReward, { id, ...stock }, admin);
  await redeem(await player(10), id);
  await assert.rejects(change({ quantity: 10, quantity_seen: 5 }), { code: "stock_changed", status: 409, context: { quantity: 4 } });
  assert.equal((await change({ quantity: 10, quantity_seen: 4 })).quantity, 10);
  await redeem(await player(10), id);
  assert.equal((await change({ quantity_change: 5 })).quantity, 14);
  await assert.rejects(change({ quantity_change: -15 }), { code: "stock_too_small", status: 409, context: { quantity: 14 } });
  await assert.rejects(change({ quantity: 3 }), answers("invalid_input"));
  await assert.rejects(change({ quantity: 3, quantity_seen: 14, quantity_change: 1 }), answers("invalid_input"));
  assert.equal((await change({ name: "Bag" })).quantity, 14);
});

test("changing a reward that does not exist is reward_not_found", async () => {
  const { app, admin } = economy;
  await assert.rejects(app.call(updateReward, { id: newId(), name: "x" }, admin), answers("reward_not_found"));
});

test("players may not put rewards on offer or change them", async () => {
  const { app, reward } = economy;
  await assert.rejects(app.call(createReward, plainReward, { as: app.player() }), answers("forbidden"));
  await assert.rejects(app.call(updateReward, { id: (await reward()).id, price_tokens: 1 }, { as: app.player() }), answers("forbidden"));
});

test("the marketplace shows sold-out rewards, hides those taken off, filters by category and pages newest first", async () => {
  const { app, admin, reward } = economy;
  const category = "books";
  const rewards: Array<{ id: string }> = [];
  for (let index = 0; index < 7; index += 1) rewards.push(await reward({ category, quantity: index === 3 ? 0 : 1 }));
  await app.call(updateReward, { id: rewards[5]!.id, is_available: false }, admin);
  const seen = [];
  let cursor: string | undefined;
  do {
    const page = await app.call(marketplace, { category, limit: 2, cursor }, { as: app.player() });
    seen.push(...page.items);
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  assert.deepEqual(
    seen.map((item) => item.id),
    [6, 4, 3, 2, 1, 0].map((index) => rewards[index]!.id),
  );
  assert.equal(seen.find((item) => item.id === rewards[3]!.id)!.quantity, 0);
});

test("the database refuses a stock below nothing", async () => {
  const { app, reward } = economy;
  const { id } = await reward({ quantity: 0 });
  await assert.rejects(sql`UPDATE rewards SET quantity = quantity - 1 WHERE id = ${id}`.execute(app.db), /rewards_quantity_check/);
});
