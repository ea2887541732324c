import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { sql } from "kysely";
import { commitment } from "../src/commitment.ts";
import type { Leaf } from "../src/index.ts";
import { mint, move, player, type Scenario, startScenario } from "./scenario.ts";

describe("erasing a person", () => {
  let scenario: Scenario;
  let id: string;
  before(async () => {
    scenario = await startScenario();
    await scenario.accept(mint("ann", 10n));
    id = (await scenario.accept(move(player("ann"), player("bob"), 4n, { subject_id: "ann" }))).id;
  });
  after(() => scenario.end());

  const readLeaf = async () => {
    const { rows } = await sql<{ leaf: Buffer }>`SELECT leaf FROM ledger_transactions WHERE id = ${id}`.execute(scenario.db);
    return rows[0]!.leaf.toString();
  };

  it("before it, the person's key opens their commitments in that leaf, and nobody else's", async () => {
    const leaf: Leaf = JSON.parse(await readLeaf());
    const key = await scenario.ledger.commitmentKey(scenario.db, { transaction_id: id, subject_id: "ann" });
    assert.ok(key);
    assert.equal(commitment(key, "ann"), leaf.subject);
    assert.equal(commitment(key, "ann"), leaf.entries[0]?.debit.commitment);
    assert.notEqual(commitment(key, "bob"), leaf.entries[0]?.credit.commitment);
  });

  it("cuts the person's accounts loose and leaves leaves, sums and other people as they were", async () => {
    const leaf = await readLeaf();
    assert.equal(await scenario.inTransaction((tx) => scenario.ledger.eraseSubject(tx, "ann")), 1);
    assert.equal(await readLeaf(), leaf);
    assert.equal(await scenario.ledger.commitmentKey(scenario.db, { transaction_id: id, subject_id: "ann" }), undefined);
    assert.deepEqual(await scenario.ledger.balances(scenario.db, { owner_id: "ann" }), []);
    assert.equal(await scenario.available(player("bob")), 4n);
    for (const table of ["ledger_accounts", "ledger_subjects", "ledger_transactions", "ledger_transfers"]) {
      const { rows } = await sql`SELECT 1 FROM ${sql.table(table)} t WHERE t::text LIKE '%ann%'`.execute(scenario.db);
      assert.deepEqual(rows, [], table);
    }
  });

  it("leaves a ledger that the audit finds nothing wrong with, and counts what nobody can open any more", async () => {
    const { codes, erased } = await scenario.audit();
    assert.deepEqual([codes, erased], [[], 3]);
  });

  it("a posting that still knew the account must run again, and then starts a new one", async () => {
    await assert.rejects(scenario.post(move(player("bob"), player("ann"), 1n)), { name: "LedgerConflict", code: "40001" });
    await scenario.accept(move(player("bob"), player("ann"), 1n));
    assert.equal(await scenario.available(player("ann")), 1n);
    assert.deepEqual((await scenario.audit()).codes, []);
  });

  it("must be inside a database transaction", async () => {
    await assert.rejects(async () => scenario.ledger.eraseSubject(scenario.db, "bob"), { name: "LedgerUsageError" });
  });
});
