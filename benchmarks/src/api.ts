/** bench:api — reads with a session, validated and counted against a limit, against a bare Fastify handler that runs the same queries. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startEmbeddedPostgres } from "@oneheart/backing";
import autocannon from "autocannon";
import { prepare } from "./reads/prepare.ts";
import { type Read, reads } from "./reads/routes.ts";
import { introduce, median, result, rounded } from "./report.ts";
import { launch, serverMain } from "./server-process.ts";

const rounds = process.argv.includes("--short") ? 2 : 7;
const seconds = process.argv.includes("--short") ? 2 : 5;

introduce(
  "bench:api",
  `Requests per second of reads with a session, against a bare handler with the same queries: 32 connections, ${rounds} rounds of ${seconds} s each in turn.`,
);

const adminPassword = "the benchmark's administrator";
const dir = await mkdtemp(join(tmpdir(), "oneheart-bench-"));
const postgres = await startEmbeddedPostgres({ dir: join(dir, "postgres") });
const environment = {
  DATA_DIR: dir,
  DATABASE_URL: postgres.applicationUrl,
  DATABASE_MIGRATION_URL: postgres.url,
  PORT: "0",
  DEMO: "off",
  LOG_LEVEL: "warn",
  ADMIN_PASSWORD: adminPassword,
  // Counted, but never reached.
  RATE_USER_PER_MINUTE: "100000000",
};
const server = await launch(serverMain, environment);
const bare = await launch(fileURLToPath(new URL("./bare-fastify.ts", import.meta.url)), environment);

async function rate(url: string, headers: Record<string, string>): Promise<number> {
  const run = await autocannon({ url, headers, connections: 32, duration: seconds });
  if (run.non2xx > 0 || run.errors > 0) throw new Error(`${run.non2xx} answers were no success, ${run.errors} failed`);
  return run.requests.average;
}

/** Medians over the rounds; the first one warms both up. */
async function measure(read: Read, prepared: Awaited<ReturnType<typeof prepare>>) {
  const ours: number[] = [];
  const baseline: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const a = await rate(server.url + read.path(prepared), { authorization: `Bearer ${prepared.token}` });
    const b = await rate(`${bare.url}/${read.name}/${read.id(prepared)}`, {});
    if (round === 0) continue;
    ours.push(a);
    baseline.push(b);
  }
  const ratio = rounded(median(ours.map((value, index) => value / baseline[index]!)));
  console.log(`${read.name}: ours ${rounded(median(ours), 0)}/s, bare ${rounded(median(baseline), 0)}/s, ratio ${ratio}`);
  return { ratio, ours: rounded(median(ours), 0), bare: rounded(median(baseline), 0) };
}

try {
  const prepared = await prepare(server.url, adminPassword);
  const figures: Record<string, number> = {};
  for (const read of reads) {
    const { ratio, ours, bare: baseline } = await measure(read, prepared);
    if (read.name === "mission") Object.assign(figures, { get_ratio: ratio, get_per_s: ours, bare_per_s: baseline });
    else Object.assign(figures, { [`${read.name}_ratio`]: ratio, [`${read.name}_per_s`]: ours });
  }
  result(figures);
} finally {
  await server.stop();
  await bare.stop();
  await postgres.stop();
  await rm(dir, { recursive: true, force: true });
}
