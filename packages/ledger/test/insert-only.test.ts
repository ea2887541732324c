import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { sql } from "kysely";
import { v7 as uuidv7 } from "uuid";
import { burned, codes, mint, move, player, type Scenario, startScenario } from "./scenario.ts";

const HISTORY = [
  "ledger_identity",
  "ledger_assets",
  "ledger_account_kinds",
  "ledger_transactions",
  "ledger_transfers",
  "ledger_holds",
  "ledger_hold_resolutions",
];

describe("what the database enforces", () => {
  let scenario: Scenario;
  before(async () => {
    scenario = await startScenario();
    const hold_id = uuidv7();
    await scenario.accept(mint("ann", 10n));
    await scenario.accept(
      move(player("ann"), player("bob"), 1n, { holds: [{ id: hold_id, debit: player("ann"), credit: burned(), amount: 2n }] }),
    );
    await scenario.accept(move(player("ann"), player("bob"), 1n, { captures: [{ hold_id }] }));
  });
  after(() => scenario.end());

  const run = (statement: string) => sql.raw(statement).execute(scenario.db);
  const refused = { code: "23001" };
  const columnOf: Record<string, string> = { ledger_assets: "code", ledger_account_kinds: "kind", ledger_hold_resolutions: "position" };

  for (const table of HISTORY) {
    it(`${table}: refuses UPDATE, DELETE and TRUNCATE, even of the superuser`, async () => {
      const column = columnOf[table] ?? "id";
      const { rows } = await sql<{ count: string }>`SELECT count(*)::text AS count FROM ${sql.table(table)}`.execute(scenario.db);
      assert.notEqual(rows[0]?.count, "0");
      await assert.rejects(run(`UPDATE ${table} SET ${column} = ${column}`), refused);
      await assert.rejects(run(`DELETE FROM ${table}`), refused);
      await assert.rejects(run(`TRUNCATE ${table} CASCADE`), refused);
    });
  }

  it("refuses them in a replica session too, which passes over ordinary triggers", async () => {
    const asReplica = scenario.inTransaction(async (tx) => {
      await sql`SET LOCAL session_replication_role = 'replica'`.execute(tx);
      await sql`DELETE FROM ledger_transfers`.execute(tx);
    });
    await assert.rejects(asReplica, refused);
  });

  it("lets an account's balance change, but not what the account is, and none disappears", async () => {
    await assert.rejects(run("UPDATE ledger_accounts SET kind = 'treasury'"), refused);
    await assert.rejects(run("UPDATE ledger_accounts SET asset_id = 1"), refused);
    await assert.rejects(run("UPDATE ledger_accounts SET may_go_negative = true"), refused);
    await assert.rejects(run("DELETE FROM ledger_accounts"), refused);
    await assert.rejects(run("TRUNCATE ledger_accounts"), refused);
  });

  it("refuses an overdrawn account whoever writes it", async () => {
    await assert.rejects(run("UPDATE ledger_accounts SET debits_posted = credits_posted + 1 WHERE kind = 'player'"), { code: "23514" });
    await assert.rejects(run("UPDATE ledger_accounts SET debits_pending = credits_posted + 1 WHERE kind = 'player'"), { code: "23514" });
  });

  it("gives the application's role all that posting needs, and no right to change history", async () => {
    const asApplication = <T>(work: Parameters<typeof scenario.inTransaction<T>>[0]) =>
      scenario.inTransaction(async (tx) => {
        await sql`SET LOCAL ROLE oneheart_app`.execute(tx);
        return work(tx);
      });
    const hold_id = uuidv7();
    const drafts = [
      mint("zoe", 5n),
      move(player("zoe"), burned(), 1n, { holds: [{ id: hold_id, debit: player("zoe"), credit: burned(), amount: 1n }] }),
      move(player("zoe"), burned(), 1n, { releases: [{ hold_id }] }),
    ];
    assert.deepEqual(codes(await asApplication((tx) => scenario.ledger.post(tx, drafts))), ["ok", "ok", "ok"]);
    assert.equal((await asApplication((tx) => scenario.ledger.history(tx, { owner_id: "zoe", limit: 9 }))).length, 3);
    assert.equal(await asApplication((tx) => scenario.ledger.eraseSubject(tx, "zoe")), 1);
    for (const statement of [
      "UPDATE ledger_transfers SET amount = 1",
      "DELETE FROM ledger_transactions",
      "TRUNCATE ledger_holds",
      "DELETE FROM ledger_hold_resolutions",
      "UPDATE ledger_accounts SET kind = 'treasury'",
      "ALTER TABLE ledger_transfers DISABLE TRIGGER ALL",
      "INSERT INTO ledger_assets (id, code, scale) VALUES (99, 'FAKE', 0)",
    ]) {
      await assert.rejects(
        asApplication((tx) => sql.raw(statement).execute(tx)),
        { code: "42501" },
        statement,
      );
    }
  });

  it("leaves the tables to a role that cannot log in", async () => {
    const { rows } = await sql<{ tableowner: string; rolcanlogin: boolean }>`
      SELECT DISTINCT t.tableowner, r.rolcanlogin FROM pg_tables t JOIN pg_roles r ON r.rolname = t.tableowner
      WHERE t.schemaname = 'public' AND (t.tablename LIKE 'ledger%' OR t.tablename = 'log_pending')
    `.execute(scenario.db);
    assert.deepEqual(rows, [{ tableowner: "oneheart_ledger", rolcanlogin: false }]);
  });
});
