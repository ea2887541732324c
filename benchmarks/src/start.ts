/** bench:start — from launch to ready, with an empty folder and with data present. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { introduce, median, result, rounded } from "./report.ts";
import { launch, serverMain } from "./server-process.ts";

introduce(
  "bench:start",
  "Time from launching the server to the line that says it is ready: five first starts with the demonstration programme, each followed by two with data.",
);

const first: number[] = [];
const later: number[] = [];
for (let round = 0; round < 5; round += 1) {
  const dir = await mkdtemp(join(tmpdir(), "oneheart-bench-"));
  const environment = { DATA_DIR: dir, PORT: "0", LOG_LEVEL: "warn", ADMIN_PASSWORD: "the benchmark's administrator" };
  try {
    for (let time = 0; time < 3; time += 1) {
      const server = await launch(serverMain, environment);
      (time === 0 ? first : later).push(server.ready_ms);
      await server.stop();
    }
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
  console.log(
    `round ${round + 1}: first ${rounded(first.at(-1)!, 0)} ms, later ${later
      .slice(-2)
      .map((ms) => rounded(ms, 0))
      .join(" and ")} ms`,
  );
}
result({ start_ms: rounded(median(later), 0), first_start_ms: rounded(median(first), 0) });
