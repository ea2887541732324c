import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import { TlogError } from "@oneheart/tlog";
import { type RawBuilder, sql } from "kysely";
import { LedgerUsageError } from "../../src/errors.ts";
import { ledgerLog } from "../../src/index.ts";
import { START } from "../scenario.ts";
import { type LogScenario, startLog, verifiedIds } from "./sealing.ts";

/** Rolls back what a test broke. */
class Undo extends Error {}

describe("tampering with a superuser's rights", () => {
  let log: LogScenario;
  let ids: string[];
  before(async () => {
    log = await startLog();
    ids = await log.mintMany(300);
    await log.sealAll(100);
    ids.push(...(await log.mintMany(40)));
    await log.sealAll();
  });
  afterEach(async () => assert.deepEqual(await log.findings(), []));
  after(() => log.end());

  /** What the audit and a stranger's verification say of a change; the change is undone. */
  async function found(...tampering: RawBuilder<unknown>[]): Promise<{ audit: string[]; verify: string }> {
    const audit: string[] = [];
    let verify = "verified";
    const broken = log.db
      .transaction()
      .setIsolationLevel("repeatable read")
      .execute(async (tx) => {
        for (const table of ["ledger_transactions", "log_leaves", "log_tiles", "log_bundles", "log_checkpoints", "log_state"])
          await sql`ALTER TABLE ${sql.table(table)} DISABLE TRIGGER ALL`.execute(tx);
        for (const statement of tampering) assert.notEqual((await statement.execute(tx)).numAffectedRows, 0n);
        for (const { code, ref } of await log.findings(tx)) audit.push(`${code} ${ref}`);
        verify = await verifiedIds(tx).then(
          () => "verified",
          (error: unknown) => (error instanceof TlogError ? error.message : Promise.reject(error)),
        );
        throw new Undo();
      });
    await assert.rejects(broken, Undo);
    return { audit: audit.sort(), verify };
  }

  it("the audit runs only in a snapshot, and checks all there is", async () => {
    const read = async () => {
      for await (const _ of ledgerLog.audit(log.db, { now: START }));
    };
    await assert.rejects(read, LedgerUsageError);
    const checked: Record<string, number> = {};
    await log.db
      .transaction()
      .setIsolationLevel("repeatable read")
      .execute(async (tx) => {
        for await (const step of ledgerLog.audit(tx, { now: START })) checked[step.check] = (checked[step.check] ?? 0) + step.checked;
      });
    assert.deepEqual(checked, { log_transactions: 340, log_leaves: 340, log_checkpoints: 4 });
  });

  it("a changed transaction is named by the audit; the bundle that was published still verifies", async () => {
    const { audit, verify } = await found(
      sql`UPDATE ledger_transactions SET leaf = replace(leaf::text, '31', '32')::bytea WHERE id = ${ids[3]}`,
    );
    assert.deepEqual(audit, ["bundle_differs_from_leaves bundle 0", "leaf_differs_from_transaction leaf 3"]);
    assert.equal(verify, "verified");
  });

  it("a changed transaction after the last full bundle is named by the audit and by the verification", async () => {
    const { audit, verify } = await found(sql`UPDATE ledger_transactions SET leaf = leaf || ' ' WHERE id = ${ids[310]}`);
    assert.deepEqual(audit, ["leaf_differs_from_transaction leaf 310"]);
    assert.match(verify, /310/);
  });

  it("a transaction changed with its hash, its leaf and its bundle is named by both", async () => {
    const { audit, verify } = await found(
      sql`UPDATE ledger_transactions SET leaf = replace(leaf::text, '31', '32')::bytea WHERE id = ${ids[3]}`,
      sql`UPDATE ledger_transactions SET leaf_hash = sha256('\\x00'::bytea || leaf) WHERE id = ${ids[3]}`,
      sql`UPDATE log_leaves SET leaf_hash = (SELECT leaf_hash FROM ledger_transactions WHERE id = ${ids[3]}) WHERE leaf_index = 3`,
      sql`UPDATE log_bundles SET data = (SELECT string_agg(substring(int4send(octet_length(x.leaf)) FROM 3) || x.leaf, '' ORDER BY leaf_index)
        FROM log_leaves JOIN ledger_transactions x ON x.id = transaction_id WHERE leaf_index < 256)`,
    );
    const roots = audit.filter((finding) => !finding.startsWith("checkpoint_root_differs"));
    assert.ok(roots.includes("tile_differs_from_leaf leaf 3"), audit.join("; "));
    assert.ok(audit.includes("checkpoint_root_differs checkpoint 100"), audit.join("; "));
    assert.match(verify, /\b3\b/);
  });

  it("two leaves that changed places are both named", async () => {
    const { audit, verify } = await found(
      sql`UPDATE log_leaves SET leaf_index = 1000 WHERE leaf_index = 5`,
      sql`UPDATE log_leaves SET leaf_index = 5 WHERE leaf_index = 320`,
      sql`UPDATE log_leaves SET leaf_index = 320 WHERE leaf_index = 1000`,
    );
    assert.ok(audit.includes("tile_differs_from_leaf leaf 5") && audit.includes("tile_differs_from_leaf leaf 320"), audit.join("; "));
    assert.match(verify, /320/);
  });

  it("a removed leaf is a gap, and its transaction is in no log", async () => {
    const { audit } = await found(sql`DELETE FROM log_leaves WHERE leaf_index = 7`);
    assert.ok(audit.includes("leaf_index_not_dense leaf 7"), audit.join("; "));
    assert.ok(audit.includes(`transaction_not_in_log transaction ${ids[7]}`), audit.join("; "));
  });

  it("a removed transaction is missed by its leaf", async () => {
    const { audit } = await found(sql`DELETE FROM ledger_transactions WHERE id = ${ids[7]}`);
    assert.ok(audit.includes("leaf_without_transaction leaf 7"), audit.join("; "));
  });

  it("a log cut short is beyond by its checkpoints", async () => {
    const { audit } = await found(sql`DELETE FROM log_leaves WHERE leaf_index >= 320`);
    assert.ok(audit.includes("checkpoint_beyond_log checkpoint 340"), audit.join("; "));
    assert.ok(audit.includes("log_state_differs log_state"), audit.join("; "));
  });

  it("a changed tile, bundle or edge is named, a changed checkpoint too", async () => {
    const flip = sql`set_byte(data, 40, get_byte(data, 40) # 1)`;
    const tile = await found(sql`UPDATE log_tiles SET data = ${flip} WHERE level = 0 AND n = 0`);
    assert.deepEqual(tile.audit, ["tile_differs_from_leaf leaf 1"]);
    assert.match(tile.verify, /tile\/0\/000/);
    const missing = await found(sql`DELETE FROM log_tiles WHERE level = 1`);
    assert.deepEqual(missing.audit, ["tile_differs tile/1/000.p/1"]);
    const bundle = await found(sql`UPDATE log_bundles SET data = ${flip}`);
    assert.deepEqual(bundle.audit, ["bundle_differs_from_leaves bundle 0"]);
    assert.notEqual(bundle.verify, "verified");
    assert.deepEqual((await found(sql`UPDATE log_state SET size = size - 1`)).audit, ["log_state_differs log_state"]);
    assert.deepEqual((await found(sql`UPDATE log_state SET edge[1] = set_byte(edge[1], 0, get_byte(edge[1], 0) # 1)`)).audit, [
      "log_state_differs log_state",
    ]);
    const forged = await found(sql`UPDATE log_checkpoints SET note = replace(note, E'\n340\n', E'\n339\n') WHERE size = 340`);
    assert.deepEqual(forged.audit, ["checkpoint_root_differs checkpoint 340", "checkpoint_unsigned checkpoint 340"]);
    const broken = await found(sql`UPDATE log_checkpoints SET note = 'x' WHERE size = 100`);
    assert.deepEqual(broken.audit, ["checkpoint_unreadable checkpoint 100"]);
  });

  it("what waits is checked: twice, too long, or of no transaction", async () => {
    const again = await found(sql`INSERT INTO log_pending SELECT seq, id, leaf_hash FROM ledger_transactions WHERE id = ${ids[9]}`);
    assert.deepEqual(again.audit, [`transaction_sealed_and_pending transaction ${ids[9]}`]);
    const stranger = await found(sql`INSERT INTO log_pending VALUES (999999, ${ids[1]}, '')`);
    assert.deepEqual(stranger.audit, [`pending_without_transaction transaction ${ids[1]}`]);
    const [id] = await log.mintMany(1);
    const late = await found(sql`UPDATE ledger_transactions SET occurred_at = occurred_at - interval '1 day' WHERE id = ${id}`);
    assert.deepEqual(late.audit, [`transaction_pending_too_long transaction ${id}`]);
    const lost = await found(sql`DELETE FROM log_pending WHERE transaction_id = ${id}`);
    assert.deepEqual(lost.audit, [`transaction_not_in_log transaction ${id}`]);
    await log.sealAll();
  });
});
