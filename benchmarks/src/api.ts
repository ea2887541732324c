/** bench:api — an authenticated, validated, rate-limited GET against a bare Fastify handler that runs the same query. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startEmbeddedPostgres } from "@oneheart/backing";
import { createClient, identityContract, mapContract, questContract } from "@oneheart/contracts";
import autocannon from "autocannon";
import { introduce, median, result, rounded } from "./report.ts";
import { launch, serverMain } from "./server-process.ts";

introduce(
  "bench:api",
  "Requests per second of GET /api/quest/mission/:id with a session, against a bare handler with the same query: 32 connections, seven rounds of 5 s each in turn.",
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

async function prepare(): Promise<{ token: string; missionId: string }> {
  const visitor = createClient({ base_url: server.url });
  const session = await visitor.call(identityContract.operations.login, { identifier: "admin", password: adminPassword });
  const admin = createClient({ base_url: server.url, token: () => session.access_token });
  const zone = await admin.call(mapContract.operations.createZone, {
    zone_type: "urban",
    name: "Zone",
    location_lat: 13.7,
    location_lng: 100.5,
    radius_km: 1,
  });
  const mission = await admin.call(questContract.operations.createMission, {
    zone_id: zone.id,
    mission_type: "clean_up",
    quest_type: "daily",
    title: "Clean up",
    base_xp: 10,
    base_tokens: 1,
    difficulty_level: 1,
  });
  return { token: session.access_token, missionId: mission.id };
}

async function rate(url: string, headers: Record<string, string>): Promise<number> {
  const run = await autocannon({ url, headers, connections: 32, duration: 5 });
  if (run.non2xx > 0 || run.errors > 0) throw new Error(`${run.non2xx} answers were no success, ${run.errors} failed`);
  return run.requests.average;
}

try {
  const { token, missionId } = await prepare();
  const ours: number[] = [];
  const baseline: number[] = [];
  for (let round = 0; round < 8; round += 1) {
    const a = await rate(`${server.url}/api/quest/mission/${missionId}`, { authorization: `Bearer ${token}` });
    const b = await rate(`${bare.url}/mission/${missionId}`, {});
    // The first round warms both up.
    if (round === 0) continue;
    ours.push(a);
    baseline.push(b);
    console.log(`round ${round}: ours ${rounded(a, 0)}/s, bare ${rounded(b, 0)}/s, ratio ${rounded(a / b)}`);
  }
  const ratios = ours.map((value, index) => value / baseline[index]!);
  result({ get_ratio: rounded(median(ratios)), get_per_s: rounded(median(ours), 0), bare_per_s: rounded(median(baseline), 0) });
} finally {
  await server.stop();
  await bare.stop();
  await postgres.stop();
  await rm(dir, { recursive: true, force: true });
}
