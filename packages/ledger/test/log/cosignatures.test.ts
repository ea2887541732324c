import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { parseNote, parseProof, signBy, verifyProof } from "@oneheart/tlog";
import { type RawBuilder, sql } from "kysely";
import { ledgerLog } from "../../src/index.ts";
import { addCosignatures } from "../../src/log/witness/store.ts";
import { START } from "../scenario.ts";
import { cosigner, LOG, startWitnessedLog, type WitnessedLog } from "./witnessing.ts";

describe("cosignatures that are kept", () => {
  let log: WitnessedLog;
  before(async () => {
    log = await startWitnessedLog();
  });
  after(() => log.end());

  it("a receipt is under the newest checkpoint with a quorum of the witnesses that count, else under the newest", async (t) => {
    const own = await startWitnessedLog();
    t.after(() => own.end());
    const say = async (size: number, ...ns: number[]) => {
      const { text } = parseNote((await own.newest()).note);
      await addCosignatures(
        own.db,
        size,
        ns.map((n) => signBy(cosigner(n), text)),
        START,
      );
    };
    const sizeOf = async (id: string, ns: number[], quorum: number) => {
      const witnesses = ns.map((n) => cosigner(n).verifier);
      const receipt = (await ledgerLog.receipt(own.db, id, { witnesses, quorum }))!;
      const { checkpoint, index } = verifyProof(receipt, parseProof(receipt).extra!, { log: LOG, witnesses });
      return [index, checkpoint.size, checkpoint.cosignatures.length];
    };
    const [first] = await own.grow(300);
    await say(300, 1, 2);
    await own.grow(10);
    await say(310, 1, 2);
    await own.grow(10);
    await say(320, 1, 3);
    const [last] = await own.grow(1);
    assert.deepEqual(await sizeOf(first!, [1, 2], 2), [0, 310, 2]);
    assert.deepEqual(await sizeOf(first!, [1, 2], 1), [0, 320, 1]);
    assert.deepEqual(await sizeOf(first!, [1, 2, 3], 2), [0, 320, 2]);
    assert.deepEqual(await sizeOf(first!, [1, 2, 3], 3), [0, 321, 0]);
    assert.deepEqual(await sizeOf(last!, [1, 2], 1), [320, 321, 0]);
  });

  it("cosignatures are only added: nobody changes them, and the application may read and add", async () => {
    await log.grow(1);
    const { note, size } = await log.newest();
    const { text } = parseNote(note);
    const asApplication = (statement: string) =>
      log.inTransaction(async (tx) => {
        await sql`SET LOCAL ROLE oneheart_app`.execute(tx);
        await sql.raw(statement).execute(tx);
      });
    await log.inTransaction(async (tx) => {
      await sql`SET LOCAL ROLE oneheart_app`.execute(tx);
      await addCosignatures(tx, size, [signBy(cosigner(81), text)], START);
      assert.equal((await ledgerLog.witnessLag(tx, [cosigner(81)]))[0], 0);
    });
    for (const statement of ["UPDATE log_cosignatures SET line = line", "DELETE FROM log_cosignatures", "TRUNCATE log_cosignatures"]) {
      await assert.rejects(sql.raw(statement).execute(log.db), { code: "23001" }, statement);
      await assert.rejects(asApplication(statement), { code: "42501" }, statement);
    }
    const replica = log.inTransaction(async (tx) => {
      await sql`SET LOCAL session_replication_role = 'replica'`.execute(tx);
      await sql`DELETE FROM log_cosignatures`.execute(tx);
    });
    await assert.rejects(replica, { code: "23001" });
    await assert.rejects(sql`INSERT INTO log_cosignatures VALUES (1, 'w', 1, ${`— w AAAA\n\nmore\n`}, ${START})`.execute(log.db), {
      code: "23514",
    });
  });

  it("every read goes through an index", async () => {
    const planOf = (statement: RawBuilder<unknown>) =>
      log.inTransaction(async (tx) => {
        await sql`SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_sort = off`.execute(tx);
        const { rows } = await sql<{ "QUERY PLAN": string }>`EXPLAIN ${statement}`.execute(tx);
        return rows.map((row) => row["QUERY PLAN"]).join("\n");
      });
    for (const statement of [
      sql`SELECT c.note FROM log_checkpoints c WHERE c.size = (SELECT max(size) FROM log_checkpoints)`,
      sql`SELECT size, witness_name, key_id FROM log_cosignatures WHERE size > 5 ORDER BY size DESC LIMIT 500`,
      sql`SELECT size, witness_name, key_id FROM log_cosignatures WHERE size > 5 ORDER BY size ASC LIMIT 500`,
      sql`SELECT max(size) FROM log_cosignatures WHERE witness_name = 'w' AND key_id = 1`,
    ]) {
      const plan = await planOf(statement);
      assert.match(plan, /Index/);
      assert.doesNotMatch(plan, /Seq Scan|Sort/);
    }
  });
});
