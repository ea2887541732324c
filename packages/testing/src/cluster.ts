import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "@oneheart/backing";

/** A PostgreSQL server for tests. Durability is off: nothing here outlives the run. */
export interface TestCluster {
  url: string;
  stop(): Promise<void>;
}

/** Databases live for seconds: nothing is worth vacuuming, and looking at each of them costs more than many a test. */
const fast = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "300", autovacuum: "off" };

export async function startTestCluster(): Promise<TestCluster> {
  const dir = await mkdtemp(join(tmpdir(), "oneheart-test-"));
  const postgres = await startEmbeddedPostgres({ dir, settings: fast });
  return {
    url: postgres.url,
    async stop() {
      await postgres.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

let own: Promise<TestCluster> | undefined;

/** The server of the whole run (`ONEHEART_TEST_DATABASE_URL`, set by the global setup), or one of this process's own. */
export async function clusterUrl(): Promise<string> {
  const shared = process.env.ONEHEART_TEST_DATABASE_URL;
  if (shared) return shared;
  own ??= startTestCluster();
  return (await own).url;
}

/** Stops the process's own server, when it started one. */
export async function stopOwnCluster(): Promise<void> {
  const cluster = await own;
  own = undefined;
  await cluster?.stop();
}
