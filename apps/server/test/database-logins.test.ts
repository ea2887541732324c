/** Which login the server's connections use, from an empty database on and on data of an earlier version. */
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { startEmbeddedPostgres } from "@oneheart/backing";
import { createLogger } from "@oneheart/kernel";
import { createTestDatabase, logIn, openProgramme, questReaches, register, type TestDatabase } from "@oneheart/testing";
import pg from "pg";
import { loadServerSettings, migrateDatabase, serverSettings, startServer } from "../src/index.ts";
import { adminPassword, playerHandsIn, runServer, spawnServer } from "./harness.ts";

const log = createLogger({ level: "silent" });
const mayAlterHistory = /could switch off what keeps history from change/g;

async function query<T>(url: string, statement: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url, application_name: "the test" });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

/** Every login that has a connection to this database, beside the one that asks. */
const logins = (url: string) =>
  query<{ usename: string }>(
    url,
    `SELECT DISTINCT usename FROM pg_stat_activity
     WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()`,
  );

describe("the server's database logins", () => {
  let database: TestDatabase;
  let dir: string;
  before(async () => {
    database = await createTestDatabase();
    dir = await mkdtemp(join(tmpdir(), "oneheart-logins-"));
  });
  after(async () => {
    await database.drop();
    await rm(dir, { recursive: true, force: true });
  });
  const environment = { NODE_ENV: "test", DEMO: "off", PORT: "0", ADMIN_PASSWORD: adminPassword, LOG_LEVEL: "warn" };

  it("an empty database is migrated as the owner, and everything then runs as the application", async () => {
    await query(database.ownerUrl, "DROP SCHEMA graphile_worker CASCADE; DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    const settings = loadServerSettings({
      ...environment,
      DATA_DIR: join(dir, "fresh"),
      DATABASE_URL: database.url,
      DATABASE_MIGRATION_URL: database.ownerUrl,
    });
    const server = await startServer(settings, { log });
    try {
      const person = await register(server.url, "as_the_application");
      assert.equal(person.name, "as_the_application");
      assert.deepEqual(await logins(database.ownerUrl), [{ usename: "oneheart_server" }]);
    } finally {
      await server.stop();
    }
  });

  it("a login that may not migrate starts on a database that is up to date, and says what to do on one that is not", async () => {
    const child = await spawnServer({ ...environment, DATA_DIR: join(dir, "fresh"), DATABASE_URL: database.url });
    await logIn(child.url, "admin", adminPassword);
    assert.equal(await child.end("SIGTERM"), 0);
    assert.doesNotMatch(child.output(), mayAlterHistory);

    const taken = await query(database.ownerUrl, "DELETE FROM migrations WHERE owner = 'token' RETURNING *");
    assert.ok(taken.length > 0);
    const { code, output } = await runServer({ ...environment, DATA_DIR: join(dir, "fresh"), DATABASE_URL: database.url });
    assert.equal(code, 1);
    assert.match(output, /lacks \d+ migrations.*oneheart migrate.*DATABASE_MIGRATION_URL/);
    assert.doesNotMatch(output, /\n\s+at /);
  });

  it("an owner of the tables is warned of, once, and works", async () => {
    const other = await createTestDatabase();
    const child = await spawnServer({ ...environment, DATA_DIR: join(dir, "owner"), DATABASE_URL: other.ownerUrl });
    try {
      await logIn(child.url, "admin", adminPassword);
      assert.equal(child.output().match(mayAlterHistory)?.length, 1);
      assert.ok(!child.output().includes(new URL(other.ownerUrl).password || "no password"));
    } finally {
      await child.end("SIGTERM");
      await other.drop();
    }
  });

  it("an owner that may create no roles migrates too, and what the application may change is the same", async () => {
    const other = await createTestDatabase();
    const plain = (url: string, name: string) => {
      const result = new URL(url);
      [result.username, result.password, result.pathname] = ["oneheart_plain", "plain", `/${name}`];
      return result.href;
    };
    const name = `plain_${process.pid}`;
    await query(other.ownerUrl, "CREATE ROLE oneheart_plain LOGIN PASSWORD 'plain'");
    await query(other.ownerUrl, `CREATE DATABASE ${name} OWNER oneheart_plain`);
    const application = new URL(other.url);
    application.pathname = `/${name}`;
    try {
      const DATABASE_MIGRATION_URL = plain(other.ownerUrl, name);
      const settings = loadServerSettings({
        ...environment,
        RATE_LIMITS: "off",
        DATA_DIR: join(dir, "plain"),
        DATABASE_URL: application.href,
        DATABASE_MIGRATION_URL,
      });
      const server = await startServer(settings, { log });
      try {
        const programme = await openProgramme(server.url, adminPassword);
        const { person, questId } = await playerHandsIn(server.url, programme);
        await questReaches(person, questId, "completed");
      } finally {
        await server.stop();
      }
      for (const change of ["UPDATE ledger_transfers SET amount = 1", "DELETE FROM log_leaves", "UPDATE audit_log SET role = 'x'"])
        await assert.rejects(query(application.href, change), { code: "42501" }, change);
    } finally {
      await query(other.ownerUrl, `DROP DATABASE ${name} WITH (FORCE)`);
      await query(other.ownerUrl, "DROP ROLE oneheart_plain");
      await other.drop();
    }
  });

  it("a login outside of oneheart_app is refused in one line", async () => {
    const other = await createTestDatabase();
    try {
      await query(
        other.ownerUrl,
        "CREATE ROLE oneheart_stranger LOGIN PASSWORD 'stranger'; GRANT SELECT ON migrations TO oneheart_stranger",
      );
      const url = new URL(other.ownerUrl);
      url.username = "oneheart_stranger";
      url.password = "stranger";
      const { code, output } = await runServer({ ...environment, DATA_DIR: join(dir, "stranger"), DATABASE_URL: url.href });
      assert.equal(code, 1);
      assert.match(output, /GRANT oneheart_app TO "oneheart_stranger"/);
    } finally {
      await query(other.ownerUrl, "DROP OWNED BY oneheart_stranger; DROP ROLE oneheart_stranger");
      await other.drop();
    }
  });

  it("a data directory from before there was a login gets one, and keeps its data", async () => {
    const data = join(dir, "embedded");
    const settings = loadServerSettings({ ...environment, DATA_DIR: data });
    const first = await startServer(settings, { log });
    const { name } = await register(first.url, "from_before");
    await first.stop();

    const postgres = await startEmbeddedPostgres({ dir: join(data, "postgres") });
    const before = "DROP POLICY oneheart_app ON graphile_worker._private_jobs; DROP OWNED BY oneheart_server; DROP ROLE oneheart_server";
    await query(postgres.url, before);
    await query(
      postgres.url,
      "REVOKE ALL ON ALL TABLES IN SCHEMA graphile_worker FROM oneheart_app; REVOKE ALL ON players, audit_log FROM oneheart_app",
    );
    await postgres.stop();

    const second = await startServer(settings, { log });
    assert.equal((await logIn(second.url, name, "a walk through the old town")).name, name);
    await second.stop();
    const again = await startEmbeddedPostgres({ dir: join(data, "postgres") });
    try {
      assert.deepEqual(await query(again.applicationUrl, "SELECT session_user::text AS login"), [{ login: "oneheart_server" }]);
    } finally {
      await again.stop();
    }
    assert.deepEqual(await migrateDatabase(settings.of(serverSettings), log), []);
  });
});
