/** What the role of requests and jobs cannot do, tried as that role on the running server's database. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { createTestDatabase, type TestDatabase } from "@oneheart/testing";
import pg from "pg";

interface Table {
  name: string;
  column: string;
}

describe("the application's role", () => {
  let database: TestDatabase;
  let application: pg.Client;
  let owner: pg.Client;
  let history: Table[];
  before(async () => {
    database = await createTestDatabase();
    application = new pg.Client({ connectionString: database.url });
    owner = new pg.Client({ connectionString: database.ownerUrl });
    await Promise.all([application.connect(), owner.connect()]);
    history = await historyOf(owner);
  });
  after(async () => {
    await Promise.all([application.end(), owner.end()]);
    await database.drop();
  });

  const refuses = (statement: string) =>
    assert.rejects(application.query(statement), (error: pg.DatabaseError) => {
      assert.equal(error.code, "42501", `${statement}: ${error.message}`);
      return true;
    });

  it("logs in with no rights of a superuser, as a member of oneheart_app and of nothing else", async () => {
    const { rows } = await application.query(`
      SELECT session_user::text, rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls,
        (SELECT array_agg(r.rolname::text) FROM pg_roles r WHERE pg_has_role(r.oid, 'MEMBER') AND r.rolname <> session_user) AS member_of,
        (SELECT count(*)::int FROM pg_class WHERE pg_has_role(relowner, 'MEMBER')) AS owns
      FROM pg_roles WHERE rolname = session_user`);
    assert.deepEqual(rows, [
      {
        session_user: "oneheart_server",
        rolsuper: false,
        rolcreaterole: false,
        rolcreatedb: false,
        rolreplication: false,
        rolbypassrls: false,
        member_of: ["oneheart_app"],
        owns: 0,
      },
    ]);
  });

  it("cannot delete or empty any ledger, log or audit table, nor any partition, and not take its triggers or itself away", async () => {
    assert.ok(history.length >= 16, `only ${history.length} tables of history were found`);
    for (const { name } of history) {
      await refuses(`DELETE FROM ${name}`);
      await refuses(`TRUNCATE ${name}`);
      await refuses(`ALTER TABLE ${name} DISABLE TRIGGER ALL`);
      await refuses(`CREATE RULE r AS ON INSERT TO ${name} DO INSTEAD NOTHING`);
      await refuses(`DROP TABLE ${name}`);
      await refuses(`ALTER TABLE ${name} OWNER TO oneheart_server`);
    }
  });

  it("cannot change any column of history, but for running balances and the log's right edge", async () => {
    const { rows } = await application.query<{ field: string }>(
      `SELECT c.relname || '.' || a.attname AS field FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
       WHERE c.relname = ANY($1) AND a.attnum > 0 AND NOT a.attisdropped AND has_column_privilege(c.oid, a.attnum, 'UPDATE')`,
      [history.map(({ name }) => name)],
    );
    assert.deepEqual(rows.map(({ field }) => field).sort(), [
      "ledger_accounts.credits_pending",
      "ledger_accounts.credits_posted",
      "ledger_accounts.debits_pending",
      "ledger_accounts.debits_posted",
      "ledger_accounts.owner_id",
      "ledger_accounts.version",
      "log_state.edge",
      "log_state.size",
      "log_tiles.data",
      "log_tiles.width",
    ]);
    for (const { name, column } of history) await refuses(`UPDATE ${name} SET ${column} = ${column}`);
  });

  it("cannot get around them: replica sessions, the owner's role, the trigger's function, programs, files, new objects", async () => {
    const { rows } = await owner.query<{ owner: string }>("SELECT current_user::text AS owner");
    for (const statement of [
      "SET session_replication_role = 'replica'",
      `SET ROLE "${rows[0]!.owner}"`,
      "SET ROLE oneheart_ledger",
      `SET SESSION AUTHORIZATION "${rows[0]!.owner}"`,
      `GRANT "${rows[0]!.owner}" TO oneheart_server`,
      "GRANT oneheart_ledger TO oneheart_server",
      "ALTER ROLE oneheart_server SUPERUSER",
      "CREATE OR REPLACE FUNCTION ledger_refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END'",
      "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END'",
      "DROP FUNCTION ledger_refuse_change() CASCADE",
      "ALTER FUNCTION ledger_refuse_change() RENAME TO other",
      "DROP TRIGGER ledger_transfers_rows ON ledger_transfers",
      "COPY (SELECT 1) TO PROGRAM 'true'",
      "COPY ledger_assets FROM PROGRAM 'true'",
      "SELECT pg_read_file('PG_VERSION')",
      "ALTER SYSTEM SET session_replication_role = 'replica'",
      "CREATE TABLE public.mine (n int)",
      "CREATE FUNCTION public.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
      "DROP SCHEMA public CASCADE",
      "INSERT INTO migrations VALUES ('x', '0001-x.sql', 'x')",
      "DELETE FROM migrations",
    ]) {
      await refuses(statement);
    }
  });

  it("has what services need of every other table", async () => {
    const { rows } = await owner.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND relname <> 'migrations'
         AND NOT (has_table_privilege('oneheart_app', oid, 'SELECT') AND has_table_privilege('oneheart_app', oid, 'INSERT'))`,
    );
    const catalogues = ["ledger_account_kinds", "ledger_assets", "ledger_identity"];
    assert.deepEqual(rows.map(({ name }) => name).sort(), catalogues);
  });
});

/** Every table that keeps history, by its triggers and by its name, with a column that nobody may change. */
async function historyOf(owner: pg.Client): Promise<Table[]> {
  const { rows } = await owner.query<Table>(`
    SELECT c.relname AS name, (SELECT attname FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0 AND attidentity = '' AND attgenerated = ''
      AND NOT has_column_privilege('oneheart_app', c.oid, attnum, 'UPDATE') ORDER BY attnum LIMIT 1) AS column
    FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
      AND c.relname NOT IN ('ledger_open_holds', 'ledger_subjects', 'log_pending')
      AND (c.relname ~ '^(ledger|log|audit)_' OR EXISTS (SELECT FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
        WHERE t.tgrelid = c.oid AND p.proname ~ 'refuse_change$' AND t.tgtype & 16 > 0))
    ORDER BY 1`);
  return rows;
}
