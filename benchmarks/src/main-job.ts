/** bench:main-job — the main job under 200 concurrent players. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newPhotograph, openProgramme, type Photograph } from "@oneheart/testing";
import { play, type Sample, type Tally } from "./players.ts";
import { introduce, percentile, result, rounded } from "./report.ts";
import { launch, serverMain } from "./server-process.ts";

const players = Number(process.env.PLAYERS ?? 200);
const seconds = Number(process.env.SECONDS ?? 90);
const think_ms: [number, number] = [Number(process.env.THINK_MIN_MS ?? 5_000), Number(process.env.THINK_MAX_MS ?? 15_000)];

// More quests than the fastest machine seen did; the rest is not used.
const photographsMax = 6 * (seconds + 45);

introduce(
  "bench:main-job",
  `${players} players at once for ${seconds} s, each one in a loop: list, start, upload a photograph, complete, look until rewarded, balance, transfer. ` +
    `Between two calls each waits ${think_ms[0] / 1000} to ${think_ms[1] / 1000} s. They register, spread over the first 40 s, before measuring begins. PostgreSQL and this load generator are on the same machine.`,
);

const adminPassword = "the benchmark's administrator";
const dir = await mkdtemp(join(tmpdir(), "oneheart-bench-"));
const server = await launch(serverMain, {
  DATA_DIR: dir,
  PORT: "0",
  DEMO: "off",
  LOG_LEVEL: "warn",
  RATE_LIMITS: "off",
  ADMIN_PASSWORD: adminPassword,
});
try {
  const programme = await openProgramme(server.url, adminPassword);
  const photographs: Photograph[] = [];
  while (photographs.length < photographsMax) photographs.push(await newPhotograph(programme.photographs[photographs.length % 9]!));
  const samples: Sample[] = [];
  const tally: Tally = { handedIn: 0, rewarded: 0, failures: [] };
  const begin = Date.now() + 45_000;
  const end = begin + seconds * 1000;
  await Promise.all(
    Array.from({ length: players }, (_, index) =>
      play({ url: server.url, index, players, programme, photographs, think_ms, begin, end, samples, tally }),
    ),
  );
  print(samples);
  for (const failure of tally.failures.slice(0, 10)) console.log(`failure: ${failure}`);
  const calls = samples.filter(({ call }) => call !== "upload" && call !== "reward").map(({ ms }) => ms);
  const uploads = samples.filter(({ call }) => call === "upload").map(({ ms }) => ms);
  result({
    main_job_p95_ms: rounded(percentile(calls, 95), 1),
    upload_p95_ms: rounded(percentile(uploads, 95), 1),
    main_jobs_per_s: rounded(samples.filter(({ call }) => call === "reward").length / seconds),
    calls_per_s: rounded(samples.length / seconds, 1),
    lost: tally.handedIn - tally.rewarded,
    failures: tally.failures.length,
    server_mib: rounded(server.peakMemory_mib(), 0),
  });
} finally {
  await server.stop();
  await rm(dir, { recursive: true, force: true });
}

function print(all: readonly Sample[]): void {
  for (const [call, group] of Object.entries(Object.groupBy(all, (sample) => sample.call))) {
    const times = group!.map(({ ms }) => ms);
    console.log(
      `${call.padEnd(10)} ${String(times.length).padStart(6)} calls, p50 ${rounded(percentile(times, 50), 1)} ms, p95 ${rounded(percentile(times, 95), 1)} ms, p99 ${rounded(percentile(times, 99), 1)} ms`,
    );
  }
}
