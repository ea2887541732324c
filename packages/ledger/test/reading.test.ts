import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { v7 as uuidv7 } from "uuid";
import { LedgerUsageError } from "../src/errors.ts";
import type { HistoryEntry } from "../src/index.ts";
import { burned, issuance, mint, move, player, type Scenario, START, startScenario } from "./scenario.ts";

describe("history", () => {
  let scenario: Scenario;
  before(async () => {
    scenario = await startScenario();
    await scenario.accept(mint("ann", 100n));
    await scenario.accept(mint("ann", 7n, "XP"));
  });
  after(() => scenario.end());

  async function readAll(owner_id: string, limit: number): Promise<HistoryEntry[]> {
    const entries: HistoryEntry[] = [];
    for (let before: HistoryEntry | undefined; ; before = entries.at(-1)) {
      const page = await scenario.ledger.history(scenario.db, { owner_id, before, limit });
      assert.ok(page.length <= limit);
      entries.push(...page);
      if (page.length < limit) return entries;
    }
  }

  it("tells who, what, why and when, from the owner's side", async () => {
    const change = { kind: "token.transfer", reason_ref: "transfer:7", detail: { memo: "x" } };
    const { id, seq } = await scenario.accept(move(player("ann"), player("bob"), 5n, change));
    const [sent] = await scenario.ledger.history(scenario.db, { owner_id: "ann", limit: 1 });
    const [received] = await scenario.ledger.history(scenario.db, { owner_id: "bob", limit: 1 });
    assert.deepEqual(sent, {
      seq,
      position: 0,
      direction: "out",
      transfer_id: sent?.transfer_id,
      transaction_id: id,
      account_kind: "player",
      counter_kind: "player",
      counter_owner_id: "bob",
      asset: "HEART",
      amount: 5n,
      transaction_kind: "token.transfer",
      reason_ref: "transfer:7",
      occurred_at: START,
      detail: { memo: "x" },
      corrects: null,
      hold_id: null,
    });
    assert.deepEqual(received, { ...sent, direction: "in", counter_owner_id: "ann" });
  });

  it("goes through all pages, newest first, without a gap or a double, whatever the page size", async () => {
    const escrow = { kind: "escrow", owner_id: "cid", asset: "HEART" };
    await scenario.accept(mint("cid", 50n));
    const toOneself = { debit: player("cid"), credit: escrow, amount: 1n };
    for (let index = 0; index < 4; index++) {
      const transfers = [toOneself, { debit: player("cid"), credit: player("bob"), amount: 1n }, toOneself];
      await scenario.accept({ ...move(player("cid"), escrow, 1n), transfers });
    }
    const whole = await readAll("cid", 100);
    assert.equal(whole.length, 1 + 4 * 5);
    for (const limit of [1, 2, 3, 7]) assert.deepEqual(await readAll("cid", limit), whole);
    const keys = whole.map((entry) => [entry.seq, entry.position] as const);
    assert.ok(keys.every(([seq, position], index) => index === 0 || seq < keys[index - 1]![0] || position <= keys[index - 1]![1]));
  });

  it("can be of one asset only", async () => {
    const entries = await scenario.ledger.history(scenario.db, { owner_id: "ann", asset: "XP", limit: 10 });
    assert.deepEqual(
      entries.map((entry) => [entry.asset, entry.amount, entry.counter_kind]),
      [["XP", 7n, "issuance"]],
    );
  });

  it("shows a capture with its hold", async () => {
    const id = uuidv7();
    await scenario.accept(move(player("ann"), player("bob"), 1n, { holds: [{ id, debit: player("ann"), credit: burned(), amount: 2n }] }));
    await scenario.accept({ ...mint("ann", 1n), transfers: [], captures: [{ hold_id: id }] });
    const [entry] = await scenario.ledger.history(scenario.db, { owner_id: "ann", limit: 1 });
    assert.deepEqual([entry?.hold_id, entry?.counter_kind, entry?.amount], [id, "burned", 2n]);
  });

  it("is empty for a stranger, and refuses a limit out of range", async () => {
    assert.deepEqual(await scenario.ledger.history(scenario.db, { owner_id: "nobody", limit: 10 }), []);
    await assert.rejects(scenario.ledger.history(scenario.db, { owner_id: "ann", limit: 0 }), LedgerUsageError);
    await assert.rejects(scenario.ledger.history(scenario.db, { owner_id: "ann", limit: 1001 }), LedgerUsageError);
  });
});

describe("balances", () => {
  let scenario: Scenario;
  before(async () => {
    scenario = await startScenario();
    await scenario.accept(mint("ann", 100n));
    await scenario.accept(mint("ann", 7n, "XP"));
  });
  after(() => scenario.end());

  it("of refs come in their order, with zeros where there is no account yet, and make none", async () => {
    const refs = [player("ghost"), player("ann", "XP"), issuance(), player("ann"), player("ann", "XP")];
    const balances = await scenario.ledger.balances(scenario.db, refs);
    assert.deepEqual(
      balances.map((balance) => balance.available),
      [0n, 7n, -100n, 100n, 7n],
    );
    assert.deepEqual(await scenario.ledger.balances(scenario.db, { owner_id: "ghost" }), []);
  });

  it("of an owner are those of all their accounts", async () => {
    const balances = await scenario.ledger.balances(scenario.db, { owner_id: "ann" });
    assert.deepEqual(
      balances.map((balance) => [balance.asset, balance.posted]),
      [
        ["XP", 7n],
        ["HEART", 100n],
      ],
    );
  });
});
