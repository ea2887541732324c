import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { memoryTree, parseProof, parseVerifierKey, TlogError, verifyInclusion, verifyProof } from "@oneheart/tlog";
import { type RawBuilder, sql } from "kysely";
import { v7 as uuidv7 } from "uuid";
import { ledgerLog } from "../../src/index.ts";
import { type LogScenario, startLog, VERIFIER_KEY } from "./sealing.ts";

const POLICY = { log: [parseVerifierKey(VERIFIER_KEY)] };

describe("receipts", () => {
  let log: LogScenario;
  let ids: string[];
  before(async () => {
    log = await startLog();
    ids = await log.mintMany(700);
    await log.sealAll(300);
  });
  after(() => log.end());

  it("each verifies offline with the log's key alone, at every index", async () => {
    const indices = await ledgerLog.leafIndices(log.db, ids);
    assert.equal(indices.size, 700);
    for (const id of ids.filter((_, i) => i % 23 === 0 || i > 690)) {
      const receipt = (await ledgerLog.receipt(log.db, id))!;
      const leaf = parseProof(receipt).extra!;
      assert.equal(JSON.parse(Buffer.from(leaf).toString()).id, id);
      const { index, checkpoint } = verifyProof(receipt, leaf, POLICY);
      assert.equal(index, indices.get(id));
      assert.equal(checkpoint.size, 700);
    }
  });

  it("inclusion proofs are right at every index of trees of many sizes", async () => {
    const { rows } = await sql<{ leaf_hash: Buffer }>`SELECT leaf_hash FROM log_leaves ORDER BY leaf_index`.execute(log.db);
    const hashes = rows.map((row) => row.leaf_hash);
    for (const size of [1, 2, 3, 255, 256, 257, 300, 511, 512, 600, 700]) {
      const tree = { size, rootHash: memoryTree(hashes.slice(0, size)).root() };
      for (const index of new Set([0, 1, 127, 128, 254, 255, 256, 257, size - 2, size - 1])) {
        if (index < 0 || index >= size) continue;
        verifyInclusion(hashes[index]!, index, tree, await ledgerLog.inclusionProof(log.db, index, tree));
      }
    }
  });

  it("none verifies for another entry", async () => {
    const [one, other] = [(await ledgerLog.receipt(log.db, ids[1]!))!, (await ledgerLog.receipt(log.db, ids[2]!))!];
    assert.throws(() => verifyProof(one, parseProof(other).extra!, POLICY), TlogError);
  });

  it("a transaction that is unknown or not sealed yet has none", async () => {
    assert.equal(await ledgerLog.receipt(log.db, uuidv7()), undefined);
    const [id] = await log.mintMany(1);
    assert.equal(await ledgerLog.receipt(log.db, id!), undefined);
    await log.sealAll();
    assert.ok(await ledgerLog.receipt(log.db, id!));
  });

  it("none is made of tiles, or of a transaction, that were tampered with", async () => {
    class Undo extends Error {}
    const isInvalid = (error: unknown) => error instanceof TlogError && error.code === "inclusion_proof_invalid";
    const tampered = log.inTransaction(async (tx) => {
      await sql`ALTER TABLE log_tiles DISABLE TRIGGER ALL`.execute(tx);
      await sql`UPDATE log_tiles SET data = set_byte(data, 0, get_byte(data, 0) # 1) WHERE level = 0 AND n = 0`.execute(tx);
      await assert.rejects(ledgerLog.receipt(tx, ids[9]!), isInvalid);
      await sql`ALTER TABLE ledger_transactions DISABLE TRIGGER ALL`.execute(tx);
      await sql`UPDATE ledger_transactions SET leaf = leaf || ' ' WHERE id = ${ids[600]}`.execute(tx);
      await assert.rejects(ledgerLog.receipt(tx, ids[600]!), isInvalid);
      throw new Undo();
    });
    await assert.rejects(tampered, Undo);
  });

  it("every read goes through an index", async () => {
    const planOf = (statement: RawBuilder<unknown>) =>
      log.inTransaction(async (tx) => {
        await sql`SET LOCAL enable_seqscan = off`.execute(tx);
        const { rows } = await sql<{ "QUERY PLAN": string }>`EXPLAIN ${statement}`.execute(tx);
        return rows.map((row) => row["QUERY PLAN"]).join("\n");
      });
    for (const statement of [
      sql`SELECT note FROM log_checkpoints ORDER BY size DESC, id DESC LIMIT 1`,
      sql`SELECT leaf_index FROM log_leaves WHERE transaction_id = ANY('{}'::uuid[])`,
      sql`SELECT data FROM log_tiles WHERE level = 0 AND n = 1 AND width >= 5`,
      sql`SELECT seq FROM log_pending ORDER BY seq LIMIT 8192`,
    ]) {
      const plan = await planOf(statement);
      assert.match(plan, /Index/);
      assert.doesNotMatch(plan, /Seq Scan|Sort/);
    }
  });
});
