import { setTimeout as delay } from "node:timers/promises";
import { BackingError } from "../errors.ts";
import type { Server } from "./server.ts";

const PAUSE_MS_MIN = 100;
const PAUSE_MS_MAX = 2_000;
/** A server that ended sooner than this after its start makes the next pause longer. */
const SOUND_MS = 30_000;
const GIVE_UP_MS = 120_000;
const SAY_AGAIN_MS = 60_000;

interface KeepOptions {
  dir: string;
  /** PostgreSQL's own log, which tells why it ended. */
  logFile: string;
  log: (line: string, level?: "info" | "warn") => void;
  onLost: (error: Error) => void;
}

/**
 * Starts PostgreSQL, and starts it again whenever it ends without having been asked, with growing pauses. A full disk is waited
 * for; whatever else keeps it from starting for two minutes is told to `onLost`, and damaged data at once.
 */
export async function keepRunning(
  start: (onUnexpectedExit: () => void) => Promise<Server>,
  { dir, logFile, log, onLost }: KeepOptions,
): Promise<Server> {
  const stopping = new AbortController();
  let early = 0;
  let started_ms = performance.now();
  let restarting: Promise<void> | undefined;
  let server: Server | undefined = await start(ended);

  function ended(): void {
    server = undefined;
    early = performance.now() - started_ms < SOUND_MS ? early + 1 : 0;
    log(`PostgreSQL in ${dir} ended unexpectedly and is started again; ${logFile}.1 tells why`, "warn");
    restarting = restart();
  }

  async function restart(): Promise<void> {
    const ended_ms = performance.now();
    let said_ms = Number.NEGATIVE_INFINITY;
    for (let failures = 0; ; failures++) {
      await delay(pauseAfter(early + failures), undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      try {
        started_ms = performance.now();
        server = await start(ended);
        log(`PostgreSQL in ${dir} answers again after ${((performance.now() - ended_ms) / 1000).toFixed(1)} s`, "warn");
        return;
      } catch (error) {
        if (!mayPass(error, performance.now() - ended_ms)) return onLost(error as Error);
        if (performance.now() - said_ms < SAY_AGAIN_MS) continue;
        said_ms = performance.now();
        log((error as Error).message, "warn");
      }
    }
  }

  return {
    async stop() {
      stopping.abort();
      await restarting;
      await server?.stop();
    },
  };
}

function pauseAfter(failures: number): number {
  return Math.min(PAUSE_MS_MIN * 2 ** failures, PAUSE_MS_MAX);
}

function mayPass(error: unknown, away_ms: number): boolean {
  const code = error instanceof BackingError ? error.code : undefined;
  if (code === "disk_full") return true;
  return code !== "data_corrupt" && away_ms < GIVE_UP_MS;
}
