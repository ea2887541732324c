import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { until } from "@oneheart/testing";
import { type LogEvent, sql, type Transaction } from "kysely";
import { v7 as uuidv7 } from "uuid";
import { commitment } from "../src/commitment.ts";
import { createLedger, type TransactionDraft } from "../src/index.ts";
import { createTestDatabase, type TestDatabase } from "./database.ts";
import { mint, move, player, START } from "./scenario.ts";

describe("the accounts that a ledger has seen", () => {
  let database: TestDatabase;
  let lookedUp: number;
  const ledger = createLedger({ newId: uuidv7, now: () => START });
  const countLookUps = (event: LogEvent) => {
    if (event.query.sql.includes("AS wanted (kind, asset")) lookedUp += 1;
  };
  before(async () => {
    database = await createTestDatabase(10, countLookUps);
  });
  after(() => database.drop());

  const inTransaction = <T>(work: (tx: Transaction<unknown>) => Promise<T>) => database.db.transaction().execute(work);
  /** As services post: after their transaction has written something of its own. */
  async function post(...drafts: TransactionDraft[]) {
    return inTransaction(async (tx) => {
      await sql`SELECT pg_current_xact_id()`.execute(tx);
      const results = await ledger.post(tx, drafts);
      for (const result of results) assert.ok(result.ok);
    });
  }
  async function lookUpsOf(work: () => Promise<unknown>): Promise<number> {
    lookedUp = 0;
    await work();
    return lookedUp;
  }
  const available = async (owner: string) => (await ledger.balances(database.db, [player(owner)]))[0]!.available;

  it("are not looked up again, whatever the transaction wrote before", async () => {
    await post(mint("ann", 10n), mint("bob", 1n));
    await post(move(player("ann"), player("bob"), 1n));
    assert.equal(await lookUpsOf(() => post(move(player("ann"), player("bob"), 2n))), 0);
    assert.equal(await lookUpsOf(() => post(move(player("bob"), player("ann"), 1n))), 0);
    assert.deepEqual([await available("ann"), await available("bob")], [8n, 3n]);
  });

  it("do not hold one that was made in a transaction that rolled back, however often it posted", async () => {
    const failed = inTransaction(async (tx) => {
      await ledger.post(tx, [mint("hal", 5n)]);
      await ledger.post(tx, [mint("hal", 5n)]);
      await sql`SAVEPOINT inner_part`.execute(tx);
      await ledger.post(tx, [mint("ivy", 5n)]);
      await ledger.post(tx, [mint("ivy", 5n)]);
      throw new Error("the caller's own work failed");
    });
    await assert.rejects(failed, /own work/);
    await post(mint("hal", 1n));
    await post(mint("ivy", 1n));
    assert.deepEqual([await available("hal"), await available("ivy")], [1n, 1n]);
  });

  it("do not hold a salt that was made in a transaction that rolled back", async () => {
    await post(mint("kim", 1n));
    await inTransaction((tx) => sql`DELETE FROM ledger_subjects WHERE subject_id = 'kim'`.execute(tx));
    const fresh = createLedger({ newId: uuidv7, now: () => START });
    const failed = inTransaction(async (tx) => {
      await fresh.post(tx, [move(player("ann"), player("bob"), 1n, { subject_id: "kim" })]);
      await fresh.post(tx, [mint("kim", 1n)]);
      throw new Error("the caller's own work failed");
    });
    await assert.rejects(failed, /own work/);
    const id = uuidv7();
    await inTransaction((tx) => fresh.post(tx, [{ ...mint("kim", 1n), id }]));
    const { rows } = await sql<{ leaf: Buffer }>`SELECT leaf FROM ledger_transactions WHERE id = ${id}`.execute(database.db);
    const key = await fresh.commitmentKey(database.db, { transaction_id: id, subject_id: "kim" });
    assert.equal(commitment(key!, "kim"), JSON.parse(rows[0]!.leaf.toString()).entries[0].credit.commitment);
  });

  it("lose one whose owner was erased: that posting runs again, and all others go on", async () => {
    await post(mint("eve", 5n));
    await post(mint("eve", 1n));
    await inTransaction((tx) => ledger.eraseSubject(tx, "eve"));
    await assert.rejects(post(move(player("ann"), player("eve"), 1n)), { name: "LedgerConflict", code: "40001" });
    await post(move(player("ann"), player("eve"), 1n));
    assert.equal(await available("eve"), 1n);
    assert.equal(await lookUpsOf(() => post(move(player("ann"), player("bob"), 1n))), 0);
  });

  it("are right while their owner is being erased and posts wait for it", async () => {
    await post(mint("joe", 5n));
    await post(mint("joe", 1n));
    const erased = Promise.withResolvers<void>();
    const waiting = inTransaction(async (tx) => {
      await ledger.eraseSubject(tx, "joe");
      erased.resolve();
      await untilSomebodyWaits(tx);
    });
    await erased.promise;
    await assert.rejects(post(move(player("joe"), player("bob"), 1n)), { name: "LedgerConflict" });
    await waiting;
    assert.equal(await available("joe"), 0n);
  });
});

/** Until another transaction waits for a lock that this one holds. */
async function untilSomebodyWaits(tx: Transaction<unknown>): Promise<void> {
  const waits = sql<{ waits: boolean }>`
    SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))) AS waits`;
  const look = async () => (await waits.execute(tx)).rows[0]!.waits;
  await until(look, (is) => is, "a posting that waits");
}
