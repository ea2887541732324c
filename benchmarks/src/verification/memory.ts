/** How much memory a server takes while large photographs are sent to it, many at once. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { proofContract } from "@oneheart/contracts";
import { openProgramme, type Programme, register, takenAt, until } from "@oneheart/testing";
import sharp from "sharp";
import { rounded } from "../report.ts";
import { launch, serverMain } from "../server-process.ts";
import { photographs } from "./photographs.ts";
import { asFromPhone } from "./pictures.ts";

/** Peaks of resident memory, without PostgreSQL. */
export interface MemoryFigures {
  readonly server_mib: number;
  /** All processes that open files together. */
  readonly workers_mib: number;
}

const sentAtOnce = 12;

/** Starts a server as `npm start` does and sends it photographs of twelve megapixels over HTTP, each from a player of its own. */
export async function measureMemory(count = 36): Promise<MemoryFigures> {
  const found = (await photographs()).filter((_, index) => index % 4 === 1).slice(0, count);
  return measureWith(
    found.map(
      ({ path }) =>
        () =>
          asFromPhone(path),
    ),
    sentAtOnce,
  );
}

/**
 * The same with progressive JPEGs of 9,900 pixels a side, a few hundred kilobytes each, all at once: whoever decodes one must hold all of
 * its coefficients.
 */
export async function measureHeldWhole(count = 20): Promise<MemoryFigures> {
  const side = 9900;
  const made = Array.from({ length: count }, (_, number) => async () => {
    const create = { width: side, height: side, channels: 3 as const, background: { r: 90 + number, g: 120, b: 150 } };
    return sharp({ create, limitInputPixels: false }).jpeg({ progressive: true, quality: 60 }).toBuffer();
  });
  return measureWith(made, count);
}

async function measureWith(pictures: ReadonlyArray<() => Promise<Buffer>>, atOnce: number): Promise<MemoryFigures> {
  const adminPassword = "the benchmark's administrator";
  const dir = await mkdtemp(join(tmpdir(), "oneheart-bench-"));
  const settings = { DATA_DIR: dir, PORT: "0", DEMO: "off", LOG_LEVEL: "warn", RATE_LIMITS: "off", ADMIN_PASSWORD: adminPassword };
  const server = await launch(serverMain, settings);
  try {
    const programme = await openProgramme(server.url, adminPassword);
    const waiting = [...pictures.entries()];
    const sender = async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        await send(server.url, programme, next[0], await next[1]());
      }
    };
    await Promise.all(Array.from({ length: atOnce }, sender));
    return { server_mib: rounded(server.peakMemory_mib(), 0), workers_mib: rounded(server.workersPeakMemory_mib(), 0) };
  } finally {
    await server.stop();
    await rm(dir, { recursive: true, force: true });
  }
}

/** A new player sends the photograph and waits until it was looked at. */
async function send(url: string, { missionId, photographs: [place] }: Programme, number: number, jpeg: Buffer): Promise<void> {
  const player = await register(url, `player_${number}`);
  const now = new Date();
  const { lat, lng } = place!;
  const bytes = takenAt({ name: `photograph ${number}`, bytes: jpeg, lat, lng }, now);
  const { proofId } = await player.doQuest(missionId, { bytes, lat, lng, capturedAt: now });
  const look = () => player.call(proofContract.operations.getProof, { id: proofId });
  await until(look, ({ decision }) => decision !== null, `proof ${proofId} to be decided`, 600_000);
}

if (import.meta.main) console.log(await measureMemory(Number(process.argv[2] ?? 36)));
