import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { backingMigrations } from "@oneheart/backing";
import { applicationUrl, ensureApplicationLogin } from "@oneheart/backing/internals";
import { allContracts } from "@oneheart/contracts";
import { createLogger, kernelMigrations, type MigrationSource, migrate, migrateJobs } from "@oneheart/kernel";
import { ledgerMigrations } from "@oneheart/ledger";
import pg from "pg";
import { clusterUrl, stopOwnCluster } from "./cluster.ts";

/** A database of a test's own with every table there is. */
export interface TestDatabase {
  /** As the application logs in, which cannot alter history. */
  url: string;
  /** As the owner of the tables. */
  ownerUrl: string;
  drop(): Promise<void>;
}

const repository = new URL("../../../", import.meta.url);
const templateLock = 51_131_740;

/** Every migration folder, in order; services are found by their place in the repository because a library may not import them. */
export function allMigrations(tables: "all" | "libraries" = "all"): MigrationSource[] {
  const services = (tables === "all" ? allContracts : [])
    .map(({ service }) => ({ owner: service, folder: new URL(`services/${service}/migrations/`, repository) }))
    .filter((source) => existsSync(source.folder));
  return [
    { owner: "kernel", folder: kernelMigrations },
    { owner: "backing", folder: backingMigrations },
    { owner: "ledger", folder: ledgerMigrations },
    ...services,
  ];
}

let counter = 0;

/** Copies a template that is migrated once per state of the migration files; `libraries` leaves the services' tables out. */
export async function createTestDatabase(tables: "all" | "libraries" = "all"): Promise<TestDatabase> {
  const cluster = await clusterUrl();
  const sources = allMigrations(tables);
  const template = `template_${await digestOf(sources)}`;
  counter += 1;
  const name = `test_${process.pid}_${counter}`;
  await withClient(cluster, async (client) => {
    await client.query("SELECT pg_advisory_lock($1)", [templateLock]);
    await ensureApplicationLogin(client, decodeURIComponent(new URL(cluster).password));
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [template]);
    if (rowCount === 0) await makeTemplate(client, cluster, template, sources);
    // Copying files is several times faster here than writing each page to the log: nothing of it must last.
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
  });
  const ownerUrl = databaseUrl(cluster, name);
  return {
    url: applicationUrl(ownerUrl),
    ownerUrl,
    async drop() {
      await withClient(cluster, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
      await stopOwnCluster();
    },
  };
}

async function makeTemplate(client: pg.Client, cluster: string, template: string, sources: MigrationSource[]): Promise<void> {
  const building = `${template}_building`;
  await client.query(`DROP DATABASE IF EXISTS ${building} WITH (FORCE)`);
  await client.query(`CREATE DATABASE ${building}`);
  const url = databaseUrl(cluster, building);
  await migrateJobs(url, createLogger({ level: "silent" }));
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  await migrate(pool, sources).finally(() => pool.end());
  await client.query(`ALTER DATABASE ${building} RENAME TO ${template}`);
}

async function digestOf(sources: MigrationSource[]): Promise<string> {
  const hash = createHash("sha256");
  for (const { owner, folder } of sources) {
    for (const name of (await readdir(folder)).sort()) hash.update(`${owner}/${name}\0`).update(await readFile(new URL(name, folder)));
  }
  return hash.digest("hex").slice(0, 16);
}

async function withClient(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function databaseUrl(cluster: string, name: string): string {
  const url = new URL(cluster);
  url.pathname = `/${name}`;
  return url.href;
}
