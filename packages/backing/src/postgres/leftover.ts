import { readdir, readFile, readlink, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { BackingError, systemCode } from "../errors.ts";
import type { Layout } from "./layout.ts";
import { commandLine, signalable } from "./processes.ts";

const SHUTDOWN_MS_MAX = 60_000;

/**
 * Waits for the PostgreSQL of a server that was killed, and asks it to stop.
 * The caller holds the folder's lock, so no live server owns what is found.
 */
export async function endLeftover(layout: Layout, log: (line: string) => void): Promise<void> {
  const pid = await postmasterPid(layout);
  if (pid === undefined) return;
  if (!(await serves(pid, layout))) {
    // The pid is another program's by now. PostgreSQL cannot tell and would refuse to start.
    await rm(join(layout.data, "postmaster.pid"), { force: true });
    return;
  }
  log(`waiting for PostgreSQL ${pid} of an earlier run to stop`);
  const deadline = Date.now() + SHUTDOWN_MS_MAX;
  process.kill(pid, "SIGINT");
  while (await serves(pid, layout)) {
    if (Date.now() > deadline) {
      throw new BackingError("database_failed", `PostgreSQL ${pid} of an earlier run still uses ${layout.data}: stop it and start again.`);
    }
    await delay(20);
  }
}

/** The pid that PostgreSQL left in its data folder. */
async function postmasterPid(layout: Layout): Promise<number | undefined> {
  const lines = (await readFile(join(layout.data, "postmaster.pid"), "utf8").catch(() => "")).split("\n");
  const pid = Number(lines[0]);
  return Number.isInteger(pid) && pid > 0 ? pid : undefined;
}

async function serves(pid: number, layout: Layout): Promise<boolean> {
  return signalable(pid) && (await commandLine(pid)).includes(` ${layout.data} `);
}

/**
 * Kills the processes of a PostgreSQL whose postmaster is gone, and says how many. They end by themselves as a rule; one that
 * waits for a lock whose holder is gone never does, and no PostgreSQL starts while it holds the shared memory. They have written
 * nothing that recovery does not expect: it is as if the machine had stopped.
 * The caller holds the folder's lock and has no PostgreSQL there. Elsewhere than on Linux none are found.
 */
export async function killOrphans(layout: Layout): Promise<number> {
  const pids = (await readdir("/proc").catch(() => [])).map(Number).filter((pid) => pid > 0);
  const orphans = await Promise.all(pids.map(async (pid) => ((await worksIn(pid, layout.data)) ? [pid] : [])));
  for (const pid of orphans.flat()) killIfThere(pid);
  return orphans.flat().length;
}

/** PostgreSQL's processes work in its data folder, and call themselves by what they do. */
async function worksIn(pid: number, folder: string): Promise<boolean> {
  const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => "");
  return cwd === folder && (await commandLine(pid)).startsWith("postgres: ");
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if (systemCode(error) !== "ESRCH") throw error;
  }
}
