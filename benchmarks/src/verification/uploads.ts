/** How long others wait while many photographs are sent at once: whether the server's event loop stays free. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newPicture, openProgramme, register, takenAt } from "@oneheart/testing";
import { percentile, rounded } from "../report.ts";
import { launch, serverMain } from "../server-process.ts";

/** Waits for `GET /health`, asked twenty times a second while the photographs are under way. */
export interface UploadFigures {
  readonly uploads: number;
  readonly uploads_ms: number;
  readonly health_p95_ms: number;
  readonly health_max_ms: number;
  readonly server_mib: number;
}

const every_ms = 50;

/** Sends a photograph from each of so many players at the same moment. */
export async function measureUploads(count = 200): Promise<UploadFigures> {
  const adminPassword = "the benchmark's administrator";
  const dir = await mkdtemp(join(tmpdir(), "oneheart-bench-"));
  const settings = { DATA_DIR: dir, PORT: "0", DEMO: "off", LOG_LEVEL: "warn", RATE_LIMITS: "off", ADMIN_PASSWORD: adminPassword };
  const server = await launch(serverMain, settings);
  try {
    const { missionId, photographs } = await openProgramme(server.url, adminPassword);
    const { lat, lng } = photographs[0]!;
    const players = [];
    for (let number = 0; number < count; number += 1)
      players.push({ player: await register(server.url, `p_${number}`), bytes: await newPicture() });
    const watch = watchHealth(server.url);
    const start = performance.now();
    await Promise.all(
      players.map(({ player, bytes }) => {
        const now = new Date();
        return player.doQuest(missionId, { bytes: takenAt({ name: "new", bytes, lat, lng }, now), lat, lng, capturedAt: now });
      }),
    );
    const uploads_ms = rounded(performance.now() - start, 0);
    const waits = await watch.stop();
    const health = { health_p95_ms: rounded(percentile(waits, 95), 0), health_max_ms: rounded(percentile(waits, 100), 0) };
    return { uploads: count, uploads_ms, ...health, server_mib: rounded(server.peakMemory_mib(), 0) };
  } finally {
    await server.stop();
    await rm(dir, { recursive: true, force: true });
  }
}

function watchHealth(url: string): { stop(): Promise<number[]> } {
  const waits: number[] = [];
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      const start = performance.now();
      await (await fetch(`${url}/health`)).text();
      waits.push(performance.now() - start);
      await new Promise((resolve) => setTimeout(resolve, every_ms));
    }
    return waits;
  })();
  return {
    stop() {
      isOver = true;
      return watching;
    },
  };
}

if (import.meta.main) console.log(await measureUploads(Number(process.argv[2] ?? 200)));
