import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { sql } from "kysely";
import { ledgerLog } from "../../src/index.ts";
import { sequence } from "../../src/log/sequence.ts";
import { signCheckpoint } from "../../src/log/sign.ts";
import { mint, START } from "../scenario.ts";
import { idOf, type LogScenario, SIGNER, startLog } from "./sealing.ts";

const TABLES = { log_leaves: "leaf_index", log_bundles: "n", log_checkpoints: "size", log_tiles: "n", log_state: "size" };
const refused = { code: "23001" };

describe("what the database enforces of the log", () => {
  let log: LogScenario;
  before(async () => {
    log = await startLog();
    await log.mintMany(300);
    await log.sealAll();
  });
  after(() => log.end());

  const run = (statement: string) => sql.raw(statement).execute(log.db);

  for (const [table, column] of Object.entries(TABLES)) {
    it(`${table}: refuses UPDATE, DELETE and TRUNCATE, even of the superuser and in a replica session`, async () => {
      await assert.rejects(run(`UPDATE ${table} SET ${column} = ${column}`), refused);
      await assert.rejects(run(`DELETE FROM ${table}`), refused);
      await assert.rejects(run(`TRUNCATE ${table}`), refused);
      const asReplica = log.inTransaction(async (tx) => {
        await sql`SET LOCAL session_replication_role = 'replica'`.execute(tx);
        await sql`DELETE FROM ${sql.table(table)}`.execute(tx);
      });
      await assert.rejects(asReplica, refused);
    });
  }

  it("a tile gets wider and keeps its hashes, the log grows and keeps its origin", async () => {
    const wider = "width = width + 1, data = sha256('x') || data";
    await assert.rejects(run(`UPDATE log_tiles SET ${wider} WHERE width < 256`), refused);
    await assert.rejects(run("UPDATE log_tiles SET width = width - 1, data = substring(data FROM 33) WHERE width > 1"), refused);
    await assert.rejects(run("UPDATE log_state SET size = size - 1"), refused);
    await assert.rejects(run("UPDATE log_state SET size = size + 1, origin = 'x'"), refused);
  });

  it("gives the application's role all that sealing and reading need, and no more", async () => {
    const asApplication = <T>(work: Parameters<typeof log.inTransaction<T>>[0]) =>
      log.inTransaction(async (tx) => {
        await sql`SET LOCAL ROLE oneheart_app`.execute(tx);
        return work(tx);
      });
    const id = await asApplication(async (tx) => idOf((await log.ledger.post(tx, [mint("zoe", 1n)]))[0]!));
    assert.equal(await asApplication((tx) => sequence(tx)), 1);
    assert.equal(await asApplication((tx) => signCheckpoint(tx, SIGNER, START)), 301);
    assert.ok(await asApplication((tx) => ledgerLog.receipt(tx, id)));
    for (const statement of [
      "UPDATE log_leaves SET leaf_index = 1",
      "DELETE FROM log_checkpoints",
      "TRUNCATE log_tiles",
      "UPDATE log_state SET origin = 'x'",
      "UPDATE log_tiles SET n = 9",
      "ALTER TABLE log_leaves DISABLE TRIGGER ALL",
    ]) {
      await assert.rejects(
        asApplication((tx) => sql.raw(statement).execute(tx)),
        { code: "42501" },
        statement,
      );
    }
  });

  it("leaves the log's tables to the role that cannot log in", async () => {
    const { rows } = await sql<{ tableowner: string }>`
      SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public' AND tablename LIKE 'log\\_%'`.execute(log.db);
    assert.deepEqual(rows, [{ tableowner: "oneheart_ledger" }]);
  });
});
