import { startTestCluster, type TestCluster } from "./cluster.ts";

let cluster: TestCluster | undefined;

/** One PostgreSQL for all test files, unless the environment names one; each makes its own database in it. */
export async function globalSetup(): Promise<void> {
  if (process.env.ONEHEART_TEST_DATABASE_URL) return;
  cluster = await startTestCluster();
  process.env.ONEHEART_TEST_DATABASE_URL = cluster.url;
}

export async function globalTeardown(): Promise<void> {
  await cluster?.stop();
}
