import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLogger, openDatabase } from "@oneheart/kernel";
import { createLedger, ledgerLog } from "@oneheart/ledger";
import { createTestDatabase, settled } from "@oneheart/testing";
import { allServices, loadServerSettings, type RunningServer, startServer } from "../../src/index.ts";
import { adminPassword } from "../harness.ts";
import { dumpOf, type Holding } from "./dump.ts";

/** A running server, and a look at everything behind it. */
export interface System {
  server: RunningServer;
  outbox(kind: "sms" | "mail"): string;
  /** All that is stored, once no job is due any more. */
  dump(): Promise<Holding[]>;
  /** Everything that an audit of ledger, log and read models finds. */
  findings(): Promise<unknown[]>;
  query<T>(statement: string, values?: unknown[]): Promise<T[]>;
  stop(): Promise<void>;
}

export async function startSystem(): Promise<System> {
  const database = await createTestDatabase();
  const dir = await mkdtemp(join(tmpdir(), "oneheart-erasure-"));
  const settings = loadServerSettings({
    NODE_ENV: "test",
    DEMO: "off",
    RATE_LIMITS: "off",
    ADMIN_PASSWORD: adminPassword,
    DATABASE_URL: database.url,
    DATA_DIR: dir,
    PORT: "0",
  });
  const server = await startServer(settings, { log: createLogger({ level: "silent" }) });
  const owner = openDatabase(database.ownerUrl, { max: 2, application_name: "test" });
  return {
    server,
    outbox: (kind) => join(dir, "outbox", `${kind}.jsonl`),
    async dump() {
      await settled(owner.db);
      return dumpOf(database.ownerUrl, join(dir, "objects"));
    },
    async findings() {
      await settled(owner.db);
      const audits = allServices.flatMap((service) => service.audits ?? []);
      const ledger = createLedger({ newId: () => "", now: () => new Date() });
      const found: unknown[] = [];
      await owner.db
        .transaction()
        .setIsolationLevel("repeatable read")
        .execute(async (db) => {
          const options = { verifierKeys: [], now: new Date() };
          for (const steps of [ledger.audit(db), ledgerLog.audit(db, options), ...audits.map((audit) => audit(db))])
            for await (const step of steps) found.push(...step.findings);
        });
      return found;
    },
    query: async (statement, values = []) => (await owner.pool.query(statement, values)).rows,
    async stop() {
      await owner.close();
      await server.stop();
      await database.drop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
