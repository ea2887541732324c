import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { playerInternal } from "@oneheart/contracts/internal";
import { newId } from "@oneheart/kernel";
import { sql } from "kysely";
import { auditLedger, bootEconomy, type Economy, type Member } from "./support/economy.ts";

let economy: Economy;
before(async () => {
  economy = await bootEconomy();
});
after(() => economy?.app.stop());

async function erase({ id }: Member): Promise<void> {
  await economy.app.emit(playerInternal.events.playerErased, { player_id: id, erased_name: "erased-0" });
  await economy.app.settled();
}

async function circulating(): Promise<bigint> {
  const { rows } = await sql<{ sum: string }>`
    SELECT coalesce(sum(a.credits_posted - a.debits_posted), 0)::text AS sum FROM ledger_accounts a JOIN ledger_assets s ON s.id = a.asset_id
    WHERE a.kind = 'player' AND s.code = 'HEART'`.execute(economy.app.db);
  return BigInt(rows[0]!.sum);
}

test("every hold is given back with its stock, and all tokens are burned, however many redemptions are open", async () => {
  const [player, friend] = [await economy.player(1_500), await economy.player(7)];
  const reward = await economy.reward({ quantity: 120 });
  for (let count = 0; count < 102; count += 1) await economy.redeem(player, reward.id);
  await erase(player);
  assert.equal(await circulating(), 7n);
  const { rows } = await sql`SELECT quantity FROM rewards WHERE id = ${reward.id}`.execute(economy.app.db);
  assert.deepEqual(rows, [{ quantity: 120 }]);
  const open = await sql`SELECT 1 FROM ledger_open_holds`.execute(economy.app.db);
  assert.deepEqual(open.rows, []);
  assert.deepEqual(await economy.balance(player), { heart_tokens: 0, xp: 0, impact_credits: 0, held: 0 });
  assert.equal((await economy.balance(friend)).heart_tokens, 7);
  await auditLedger(economy.app);
});

test("words that were written to and by the person go, other people's stay", async () => {
  const [player, friend, other] = [await economy.player(10), await economy.player(10), await economy.player(10)];
  await economy.send(player, friend.id, 1, { memo: "by the person" });
  await economy.send(friend, player.id, 1, { memo: "to the person" });
  await economy.send(friend, other.id, 1, { memo: "between others" });
  await erase(player);
  const { rows } = await sql<{ memo: string }>`SELECT memo FROM token_transfers WHERE memo IS NOT NULL`.execute(economy.app.db);
  assert.deepEqual(rows, [{ memo: "between others" }]);
});

test("tokens that come in too late are burned when the erasure is told again, and being told again is harmless", async () => {
  const player = await economy.player(5);
  const before = await circulating();
  await erase(player);
  await economy.issue(player.id, "HEART", 9n);
  await economy.issue(player.id, "XP", 4n);
  await erase(player);
  await erase(player);
  assert.equal(await circulating(), before - 5n);
  const { rows } = await sql`SELECT 1 FROM ledger_accounts WHERE owner_id = ${player.id}`.execute(economy.app.db);
  assert.deepEqual(rows, []);
  await auditLedger(economy.app);
});

test("somebody who never had anything is erased too", async () => {
  const nobody = { id: newId(), as: economy.app.player() };
  await erase(nobody);
  await auditLedger(economy.app);
});
