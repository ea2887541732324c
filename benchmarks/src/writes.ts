/** bench:writes — the writes of the main job over HTTP, and transfers against a bare handler that does the same double entry. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startEmbeddedPostgres } from "@oneheart/backing";
import { tokenContract } from "@oneheart/contracts";
import { mainJobWrites, openProgramme, settled } from "@oneheart/testing";
import { introduce, median, percentile, result, rounded } from "./report.ts";
import { launch, serverMain } from "./server-process.ts";
import { effectsLag } from "./writes/effects.ts";
import { fund, type Player, registerPlayers } from "./writes/people.ts";
import { countingSettings, countStatements } from "./writes/statements.ts";
import { bareTransfer, type Load, loop, ourTransfer } from "./writes/transfers.ts";

const short = process.argv.includes("--short");
const rounds = short ? 1 : 5;
const seconds = short ? 3 : 5;
const paced_s = short ? 5 : 20;
const clients = 64;
/** Players who send each write of the main job at the same moment. */
const players = short ? 8 : 32;

introduce(
  "bench:writes",
  `Transfers over HTTP with one client and with ${clients}, against a bare handler, in turn, ${rounds} × ${seconds} s each; then each write of the main job, sent by ${players} players at once. ` +
    "The load generator is this process; PostgreSQL, the server and the bare handler are beside it.",
);

const adminPassword = "the benchmark's administrator";
const dir = await mkdtemp(join(tmpdir(), "oneheart-bench-"));
const postgres = await startEmbeddedPostgres({ dir: join(dir, "postgres"), settings: countingSettings });
const server = await launch(serverMain, {
  DATA_DIR: dir,
  DATABASE_URL: postgres.applicationUrl,
  DATABASE_MIGRATION_URL: postgres.url,
  PORT: "0",
  DEMO: "off",
  LOG_LEVEL: "warn",
  RATE_LIMITS: "off",
  ADMIN_PASSWORD: adminPassword,
  ...(process.env.SERVER_NODE_OPTIONS === undefined ? {} : { NODE_OPTIONS: process.env.SERVER_NODE_OPTIONS }),
});
const bare = await launch(fileURLToPath(new URL("./writes/bare.ts", import.meta.url)), { DATABASE_URL: postgres.url });
const statements = await countStatements({ owner: postgres.url, application: postgres.applicationUrl });

type Programme = Awaited<ReturnType<typeof openProgramme>>;
type Kind = "ours" | "bare" | "ours, one client" | "bare, one client";

/** Rounds of all kinds in turn, so that the machine's moods touch all alike. */
async function compareTransfers(payers: readonly Player[]): Promise<Record<Kind, Load[]>> {
  const ours = ourTransfer(payers);
  const plain = bareTransfer(payers.length);
  const kinds: Record<Kind, () => Promise<Load>> = {
    ours: () => loop(ours, { url: server.url, clients, seconds }),
    bare: () => loop(plain, { url: bare.url, clients, seconds }),
    "ours, one client": () => loop(ours, { url: server.url, clients: 1, seconds }),
    "bare, one client": () => loop(plain, { url: bare.url, clients: 1, seconds }),
  };
  const runs: Record<Kind, Load[]> = { ours: [], bare: [], "ours, one client": [], "bare, one client": [] };
  // The first round warms both up.
  for (let round = 0; round <= rounds; round += 1) {
    for (const kind of Object.keys(kinds) as Kind[]) {
      const run = await kinds[kind]();
      // What a round leaves to be done is not the next one's load.
      await settled(statements.db, 600_000);
      if (round === 0) continue;
      runs[kind].push(run);
      console.log(`${kind}: ${rounded(run.per_s, 0)}/s, p50 ${rounded(run.p50_ms, 1)} ms, p99 ${rounded(run.p99_ms, 1)} ms`);
    }
  }
  return runs;
}

/** Transfers at a fixed rate for a while: whether what follows from them keeps up. */
async function paceTransfers(payers: readonly Player[], rate: number) {
  const since = new Date();
  const run = await loop(ourTransfer(payers), { url: server.url, clients, seconds: paced_s, rate });
  const lag = await effectsLag(statements.db, since);
  console.log(
    `${rounded(run.per_s, 0)} transfers a second for ${paced_s} s: the receiver is told after ${rounded(lag.p95_ms, 0)} ms (p95), ${lag.waiting} still wait at the end, p99 of the call ${rounded(run.p99_ms, 1)} ms`,
  );
  await settled(statements.db, 600_000);
  return lag;
}

/** Each write of the main job, sent by all at once: its times and its statements. */
async function measureMainJob(people: readonly Player[], programme: Programme): Promise<number> {
  let most = 0;
  // The first round warms up: statements are prepared, caches filled.
  for (let round = 0; round < 2; round += 1) {
    for (const { name, send } of await mainJobWrites(people, programme)) {
      const times: number[] = [];
      const counted = await statements.count(people.length, async () => {
        await Promise.all(
          people.map(async (_, player) => {
            const start = performance.now();
            await send(player);
            times.push(performance.now() - start);
          }),
        );
      });
      if (round === 0) continue;
      most = Math.max(most, counted.with_effects);
      console.log(
        `${name.padEnd(9)} ${rounded(counted.own, 1)} statements a call, ${rounded(counted.with_effects, 1)} with effects; p50 ${rounded(percentile(times, 50), 1)} ms, p95 ${rounded(percentile(times, 95), 1)} ms`,
      );
    }
  }
  return most;
}

try {
  const programme = await openProgramme(server.url, adminPassword);
  // These accounts are a moment old and send all day's tokens in a second.
  await programme.admin.call(tokenContract.operations.setTransferPolicy, { young_days: 0 });
  const payers = await registerPlayers(server.url, 200);
  await fund(
    postgres.url,
    payers.map(({ id }) => id),
  );
  await settled(statements.db);
  const runs = await compareTransfers(payers);
  const middle = (kind: Kind, figure: keyof Load) => median(runs[kind].map((run) => run[figure]));
  const ratio = (a: Kind, b: Kind, figure: keyof Load) =>
    rounded(median(runs[a].map((run, round) => run[figure] / runs[b][round]![figure])));
  const per_s = middle("ours", "per_s");
  const lag = await paceTransfers(payers, 0.7 * per_s);
  const statements_max = await measureMainJob(payers.slice(0, players), programme);
  result({
    transfer_http_ratio: ratio("ours", "bare", "per_s"),
    transfer_p99_ratio: ratio("ours", "bare", "p99_ms"),
    transfer_single_ratio: ratio("ours, one client", "bare, one client", "p50_ms"),
    transfer_http_per_s: rounded(per_s, 0),
    bare_per_s: rounded(middle("bare", "per_s"), 0),
    effects_lag_p95_ms: rounded(lag.p95_ms, 0),
    statements_max: rounded(statements_max, 1),
  });
} finally {
  await statements.close();
  await server.stop();
  await bare.stop();
  await postgres.stop();
  await rm(dir, { recursive: true, force: true });
}
