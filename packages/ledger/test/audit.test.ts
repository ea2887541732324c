import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import { sql } from "kysely";
import { v7 as uuidv7 } from "uuid";
import type { AuditCode } from "../src/audit/audit.ts";
import { LedgerUsageError } from "../src/errors.ts";
import { burned, mint, move, player, type Scenario, startScenario } from "./scenario.ts";

/** Rolls back what a test broke. */
class Undo extends Error {}

describe("audit", () => {
  let scenario: Scenario;
  before(async () => {
    scenario = await startScenario();
    const [open, captured, released] = [uuidv7(), uuidv7(), uuidv7()];
    const holds = [open, captured, released].map((id) => ({ id, debit: player("ann"), credit: burned(), amount: 3n }));
    await scenario.accept(mint("ann", 100n));
    await scenario.accept(mint("ann", 100n, "XP"));
    await scenario.accept(move(player("ann"), player("bob"), 5n, { holds, subject_id: "ann", detail: { memo: "x" } }));
    await scenario.accept(
      move(player("ann"), player("bob"), 5n, { captures: [{ hold_id: captured, amount: 2n }], releases: [{ hold_id: released }] }),
    );
    await scenario.accept(move(player("bob"), player("ann"), 2n, { idempotency: { principal: "bob", key: "1", fingerprint: "f" } }));
    await scenario.accept(move(player("bob"), player("ann"), 2n, { idempotency: { principal: "bob", key: "2", fingerprint: "f" } }));
  });
  afterEach(async () => assert.deepEqual((await scenario.audit()).codes, []));
  after(() => scenario.end());

  /** What an administrator could do, and the audit's answer to it. */
  async function findingsAfter(...tampering: string[]): Promise<AuditCode[]> {
    const found: AuditCode[] = [];
    const snapshot = scenario.db.transaction().setIsolationLevel("repeatable read");
    const broken = snapshot.execute(async (tx) => {
      for (const table of ["transactions", "transfers", "holds", "hold_resolutions", "accounts"]) {
        await sql`ALTER TABLE ${sql.table(`ledger_${table}`)} DISABLE TRIGGER ALL`.execute(tx);
      }
      for (const statement of tampering) {
        const { numAffectedRows } = await sql.raw(statement).execute(tx);
        if (/^(update|insert|delete)/i.test(statement)) assert.notEqual(numAffectedRows, 0n, `no effect: ${statement}`);
      }
      for await (const step of scenario.ledger.audit(tx)) found.push(...step.findings.map((finding) => finding.code));
      throw new Undo();
    });
    await assert.rejects(broken, Undo);
    return [...new Set(found)].sort();
  }

  const dropCheck = (table: string, name: string) => `ALTER TABLE ledger_${table} DROP CONSTRAINT ledger_${table}_${name}`;
  const LAST_TRANSFER = "(SELECT id FROM ledger_transfers ORDER BY seq DESC LIMIT 1)";

  it("runs only in a snapshot", async () => {
    const read = async () => {
      for await (const _ of scenario.ledger.audit(scenario.db));
    };
    await assert.rejects(read, LedgerUsageError);
  });

  it("checks all of everything: what each check has seen is what there is", async () => {
    const { checked } = await scenario.audit();
    assert.deepEqual(checked, { assets: 6, accounts: 6, transactions: 6, holds: 3 });
  });

  it("finds a balance that was raised", async () => {
    assert.deepEqual(await findingsAfter("UPDATE ledger_accounts SET credits_posted = credits_posted + 1 WHERE owner_id = 'bob'"), [
      "balance_differs_from_entries",
      "debits_differ_from_credits",
      "issued_burned_held_differ",
    ]);
  });

  it("finds a pending sum that was changed", async () => {
    const codes = await findingsAfter("UPDATE ledger_accounts SET debits_pending = 0 WHERE owner_id = 'ann'");
    assert.deepEqual(codes, ["balance_differs_from_entries", "pending_differs"]);
  });

  it("finds a version that skips", async () => {
    assert.deepEqual(await findingsAfter("UPDATE ledger_accounts SET version = version + 1 WHERE owner_id = 'bob'"), [
      "version_differs_from_entries",
    ]);
  });

  it("finds a transfer's amount that was changed", async () => {
    assert.deepEqual(await findingsAfter(`UPDATE ledger_transfers SET amount = amount + 1 WHERE id = ${LAST_TRANSFER}`), [
      "balance_differs_from_entries",
      "leaf_differs_from_rows",
    ]);
  });

  it("finds a transfer that was given to somebody else, though all sums agree", async () => {
    const codes = await findingsAfter(
      "INSERT INTO ledger_accounts (asset_id, kind, owner_id) VALUES (2, 'player', 'mal')",
      "INSERT INTO ledger_subjects (subject_id, salt) VALUES ('mal', sha256('x'))",
      `UPDATE ledger_transfers SET credit_account_id = (SELECT id FROM ledger_accounts WHERE owner_id = 'mal') WHERE id = ${LAST_TRANSFER}`,
      "UPDATE ledger_accounts SET credits_posted = 2, version = 1 WHERE owner_id = 'mal'",
      "UPDATE ledger_accounts SET credits_posted = credits_posted - 2, version = version - 1 WHERE owner_id = 'ann' AND asset_id = 2",
    );
    assert.deepEqual(codes, ["leaf_differs_from_rows"]);
  });

  it("finds a deleted transfer, and a deleted transaction", async () => {
    assert.deepEqual(await findingsAfter(`DELETE FROM ledger_transfers WHERE id = ${LAST_TRANSFER}`), [
      "balance_differs_from_entries",
      "leaf_differs_from_rows",
      "version_differs_from_entries",
    ]);
    assert.deepEqual(await findingsAfter("DELETE FROM ledger_transactions WHERE seq = (SELECT max(seq) FROM ledger_transactions)"), [
      "entry_without_transaction",
    ]);
    assert.deepEqual(await findingsAfter("DELETE FROM ledger_transactions WHERE seq = 1"), ["entry_without_transaction"]);
  });

  it("finds a leaf that was rewritten, with and without its hash", async () => {
    const rewrite = "UPDATE ledger_transactions SET leaf = replace(encode(leaf, 'escape'), 'memo', 'note')::bytea WHERE seq = 3";
    assert.deepEqual(await findingsAfter(rewrite), ["leaf_hash_differs"]);
    assert.deepEqual(await findingsAfter("UPDATE ledger_transactions SET leaf = '\\xff', leaf_hash = sha256('\\x00ff') WHERE seq = 3"), [
      "leaf_differs_from_rows",
    ]);
    assert.deepEqual(await findingsAfter("UPDATE ledger_transactions SET kind = 'other' WHERE seq = 3"), ["leaf_differs_from_rows"]);
    assert.deepEqual(await findingsAfter("UPDATE ledger_transactions SET occurred_at = occurred_at + interval '1 ms' WHERE seq = 3"), [
      "leaf_differs_from_rows",
    ]);
  });

  it("finds an account that was below its limit in between, though it is not now", async () => {
    const codes = await findingsAfter(
      dropCheck("transfers", "position"),
      "UPDATE ledger_transfers SET seq = 0 WHERE id = (SELECT id FROM ledger_transfers WHERE seq = 3)",
    );
    assert.ok(codes.includes("balance_was_below_limit"), codes.join());
  });

  it("finds an overdrawn account", async () => {
    const codes = await findingsAfter(
      dropCheck("accounts", "funds"),
      "UPDATE ledger_accounts SET debits_posted = 1000 WHERE owner_id = 'bob'",
    );
    assert.ok(codes.includes("balance_below_limit"), codes.join());
  });

  it("finds XP that went from one player to another, and a transfer between assets", async () => {
    const toBob = "UPDATE ledger_transfers SET asset_id = 1, debit_account_id = a.id FROM ledger_accounts a";
    const codes = await findingsAfter(`${toBob} WHERE a.owner_id = 'ann' AND a.asset_id = 1 AND ledger_transfers.id = ${LAST_TRANSFER}`);
    assert.ok(codes.includes("xp_between_holders") && codes.includes("entry_asset_differs"), codes.join());
  });

  it("finds positions with a gap, and a transfer that claims a hold it did not resolve", async () => {
    const gap = await findingsAfter(`UPDATE ledger_transfers SET position = 5 WHERE id = ${LAST_TRANSFER}`);
    assert.deepEqual(gap, ["positions_not_contiguous"]);
    const claim = await findingsAfter(
      `UPDATE ledger_transfers SET hold_id = (SELECT id FROM ledger_holds LIMIT 1) WHERE id = ${LAST_TRANSFER}`,
    );
    assert.ok(claim.includes("entry_broken"), claim.join());
  });

  it("finds a hold resolved for too much or without its transfer, and a list of open holds that is wrong", async () => {
    const tooMuch = await findingsAfter("UPDATE ledger_hold_resolutions SET amount_captured = 4 WHERE outcome = 'captured'");
    assert.ok(tooMuch.includes("hold_captured_too_much") && tooMuch.includes("hold_capture_without_transfer"), tooMuch.join());
    assert.deepEqual(await findingsAfter("DELETE FROM ledger_open_holds"), ["hold_open_list_differs"]);
    assert.deepEqual(await findingsAfter("INSERT INTO ledger_open_holds (hold_id) VALUES (gen_random_uuid())"), ["hold_open_list_differs"]);
    assert.deepEqual(await findingsAfter("UPDATE ledger_open_holds SET expires_at = now()"), ["hold_open_list_differs"]);
  });

  it("finds a hold that was resolved twice", async () => {
    const codes = await findingsAfter(
      "ALTER TABLE ledger_hold_resolutions DROP CONSTRAINT ledger_hold_resolutions_pkey",
      `INSERT INTO ledger_hold_resolutions (hold_id, transaction_id, seq, position, outcome, amount_captured)
       SELECT hold_id, transaction_id, seq, 9, 'released', 0 FROM ledger_hold_resolutions WHERE outcome = 'released'`,
    );
    assert.ok(codes.includes("hold_resolved_more_than_once"), codes.join());
  });

  it("finds two transactions with one idempotency key", async () => {
    const codes = await findingsAfter(
      "DROP INDEX ledger_transactions_idempotency_hash",
      "UPDATE ledger_transactions SET idempotency_hash = sha256('x') WHERE idempotency_hash IS NOT NULL",
    );
    assert.deepEqual(codes, ["idempotency_not_unique"]);
  });
});

describe("audit of a large ledger", () => {
  it("goes through more rows than fit on its pages", async () => {
    const scenario = await startScenario();
    const owners = Array.from({ length: 1200 }, (_, index) => `owner-${index}`);
    for (let round = 0; round < 2; round++) await scenario.post(...owners.map((owner) => mint(owner, 1n)));
    const holds = owners.map((owner) =>
      move(player(owner), burned(), 1n, { holds: [{ debit: player(owner), credit: burned(), amount: 1n }] }),
    );
    await scenario.post(...holds);
    const { codes, checked } = await scenario.audit();
    assert.deepEqual(codes, []);
    assert.deepEqual(checked, { assets: 6, accounts: 1202, transactions: 3600, holds: 1200 });
    await scenario.end();
  });
});
