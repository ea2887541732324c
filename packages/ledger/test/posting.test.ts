import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { sql } from "kysely";
import { v7 as uuidv7 } from "uuid";
import { LedgerUsageError } from "../src/errors.ts";
import { type AccountRef, type Leaf, splitByLargestRemainder } from "../src/index.ts";
import { leafHash } from "../src/leaf.ts";
import { burned, codes, issuance, mint, move, player, type Scenario, START, startScenario } from "./scenario.ts";

describe("posting", () => {
  let scenario: Scenario;
  before(async () => {
    scenario = await startScenario();
  });
  after(() => scenario.end());

  it("must be inside a database transaction", async () => {
    await assert.rejects(scenario.ledger.post(scenario.db, [mint("ann", 1n)]), LedgerUsageError);
  });

  it("takes an empty batch", async () => {
    assert.deepEqual(await scenario.post(), []);
  });

  it("issues, moves and burns", async () => {
    await scenario.accept(mint("ann", 10n));
    await scenario.accept(move(player("ann"), player("bob"), 4n));
    await scenario.accept(move(player("bob"), burned(), 1n));
    const [ann, bob, issued, gone] = await scenario.ledger.balances(scenario.db, [player("ann"), player("bob"), issuance(), burned()]);
    assert.deepEqual([ann?.posted, bob?.posted, issued?.posted, gone?.posted], [6n, 3n, -10n, 1n]);
  });

  it("converts in one transaction: both transfers or neither", async () => {
    await scenario.accept(mint("eve", 500n, "CREDIT"));
    const conversion = {
      ...move(player("eve", "CREDIT"), burned("CREDIT"), 300n, { kind: "token.convert", detail: { rate: "100" } }),
      transfers: [
        { debit: player("eve", "CREDIT"), credit: burned("CREDIT"), amount: 300n },
        { debit: issuance(), credit: player("eve"), amount: 3n },
      ],
    };
    assert.deepEqual(codes(await scenario.post(conversion, conversion)), ["ok", "insufficient_funds"]);
    assert.equal(await scenario.available(player("eve", "CREDIT")), 200n);
    assert.equal(await scenario.available(player("eve")), 3n);
  });

  it("splits sponsor money over the pools so that it sums exactly", async () => {
    const escrow: AccountRef = { kind: "escrow", owner_id: "sponsor-1", asset: "THB" };
    const pools: AccountRef[] = [
      { kind: "pool_local", owner_id: "zone-1", asset: "THB" },
      { kind: "pool_national", owner_id: "TH", asset: "THB" },
      { kind: "pool_global", asset: "THB" },
    ];
    await scenario.accept(move(issuance("THB"), escrow, 100_001n));
    const parts = splitByLargestRemainder(100_001n, [6000, 3000, 1000]);
    const transfers = pools.map((credit, index) => ({ debit: escrow, credit, amount: parts[index]! }));
    await scenario.accept({ ...move(escrow, escrow, 1n), transfers });
    const balances = await scenario.ledger.balances(scenario.db, [escrow, ...pools]);
    assert.deepEqual(
      balances.map((balance) => balance.posted),
      [0n, 60_001n, 30_000n, 10_000n],
    );
  });

  it("gives a batch seqs in its order, and one refused item does not sink it", async () => {
    const results = await scenario.post(mint("fay", 5n), move(player("fay"), player("gus"), 6n), move(player("fay"), player("gus"), 5n));
    assert.deepEqual(codes(results), ["ok", "insufficient_funds", "ok"]);
    const [first, , third] = results;
    assert.ok(first?.ok && third?.ok && first.seq < third.seq);
  });

  it("makes nothing visible when the surrounding transaction fails, and forgets accounts that were rolled back", async () => {
    const failed = scenario.inTransaction(async (tx) => {
      await scenario.ledger.post(tx, [mint("hal", 5n)]);
      await scenario.ledger.post(tx, [mint("hal", 5n)]);
      throw new Error("the caller's own work failed");
    });
    await assert.rejects(failed, /own work/);
    await scenario.accept(mint("hal", 1n));
    assert.equal(await scenario.available(player("hal")), 1n);
  });

  it("compensates with a correction that names what it corrects", async () => {
    const award = await scenario.accept(mint("ida", 9n));
    const correction = await scenario.accept(move(player("ida"), issuance(), 9n, { kind: "correction", corrects: award.id }));
    const { rows } = await sql<{ corrects: string }>`SELECT corrects FROM ledger_transactions WHERE id = ${correction.id}`.execute(
      scenario.db,
    );
    assert.equal(rows[0]?.corrects, award.id);
    assert.equal(await scenario.available(player("ida")), 0n);
  });

  it("corrects a transaction of the same batch", async () => {
    const id = uuidv7();
    const correction = move(player("jon"), issuance(), 2n, { corrects: id });
    assert.deepEqual(codes(await scenario.post({ ...mint("jon", 2n), id }, correction)), ["ok", "ok"]);
  });

  it("stores a leaf with strings for amounts and ids, no personal data, and queues its hash for the log", async () => {
    const detail = { memo: "thanks" };
    const { id, seq } = await scenario.accept(move(player("ann"), player("bob"), 1n, { subject_id: "ann", detail }));
    const { rows } = await sql<{ leaf: Buffer; leaf_hash: Buffer; pending_id: string; pending_hash: Buffer }>`
      SELECT x.leaf, x.leaf_hash, p.transaction_id AS pending_id, p.leaf_hash AS pending_hash
      FROM ledger_transactions x JOIN log_pending p ON p.seq = x.seq WHERE x.seq = ${seq}
    `.execute(scenario.db);
    const row = rows[0]!;
    const leaf: Leaf = JSON.parse(row.leaf.toString());
    assert.deepEqual([row.pending_id, row.pending_hash], [id, row.leaf_hash]);
    assert.deepEqual(row.leaf_hash, leafHash(row.leaf));
    assert.equal(leaf.entries[0]?.amount, "1");
    assert.equal(leaf.entries[0]?.debit.commitment, leaf.subject);
    assert.match(leaf.entries[0]?.credit.commitment ?? "", /^[\w-]{43}$/);
    assert.doesNotMatch(row.leaf.toString(), /ann|bob/);
    assert.deepEqual([leaf.version, leaf.id, leaf.occurred_at, leaf.detail], [1, id, START.toISOString(), detail]);
  });

  it("names accounts without a personal owner in the leaf as they are", async () => {
    const pool: AccountRef = { kind: "pool_national", owner_id: "TH", asset: "THB" };
    const { id } = await scenario.accept(move(issuance("THB"), pool, 1n));
    const { rows } = await sql<{ leaf: Buffer }>`SELECT leaf FROM ledger_transactions WHERE id = ${id}`.execute(scenario.db);
    const leaf: Leaf = JSON.parse(rows[0]!.leaf.toString());
    assert.deepEqual(leaf.entries[0]?.debit, { kind: "issuance" });
    assert.deepEqual(leaf.entries[0]?.credit, { kind: "pool_national", owner: "TH" });
  });

  it("keeps sums exact up to 2^63 - 1", async () => {
    const most = 2n ** 63n - 1n;
    await scenario.accept(move(issuance("USD"), player("max", "USD"), most));
    await scenario.accept(move(player("max", "USD"), player("min", "USD"), most));
    assert.equal(await scenario.available(player("min", "USD")), most);
    assert.equal((await scenario.ledger.balances(scenario.db, [issuance("USD")]))[0]?.posted, -most);
  });

  it("leaves a ledger that the audit finds nothing wrong with", async () => {
    const { codes: findings, checked } = await scenario.audit();
    assert.deepEqual(findings, []);
    assert.equal(checked.assets, 6);
    assert.ok(checked.transactions! > 15 && checked.accounts! > 15);
  });
});
