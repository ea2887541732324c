import { randomUUID } from "node:crypto";
import { link, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { FolderInUse, systemCode } from "../errors.ts";
import { giveToFolderOwner, readIfThere } from "./files.ts";
import { databaseUrl, type Layout } from "./layout.ts";
import { identify, liveness, type ProcessIdentity } from "./processes.ts";

export interface FolderLock {
  release(): Promise<void>;
}

const RELEASED = "released";

/**
 * Takes the folder for this process, or throws `FolderInUse`.
 *
 * Locks are numbered files, the highest counts, and nobody touches another's while it is the highest: who finds its owner
 * gone makes the next number, which the file system grants to one process only. A number is never used again, so that a
 * slow starter cannot mistake a new lock for the one that it looked at.
 */
export async function lockFolder(layout: Layout): Promise<FolderLock> {
  await mkdir(layout.lock, { recursive: true });
  await giveToFolderOwner(layout, layout.lock);
  const aside = join(layout.lock, `aside-${randomUUID()}`);
  // Written whole before it is linked, so that nobody reads half a lock.
  await writeFile(aside, JSON.stringify(await identify(process.pid)), { flag: "wx" });
  try {
    for (;;) {
      const latest = await latestNumber(layout.lock);
      await refuseLive(layout, latest);
      const number = latest + 1;
      if (!(await linked(aside, join(layout.lock, String(number))))) continue;
      if (await isHighest(layout.lock, number)) return { release: () => release(layout.lock, number) };
    }
  } finally {
    await rm(aside, { force: true });
  }
}

async function numbers(folder: string): Promise<number[]> {
  return (await readdir(folder)).filter((name) => /^\d+$/.test(name)).map(Number);
}

async function latestNumber(folder: string): Promise<number> {
  return Math.max(0, ...(await numbers(folder)));
}

/** A folder's listing may miss what changes meanwhile, so the winner looks again, and clears away what is past. */
async function isHighest(folder: string, own: number): Promise<boolean> {
  const others = (await numbers(folder)).filter((number) => number !== own);
  const beaten = others.some((number) => number > own);
  for (const past of beaten ? [own] : others) await rm(join(folder, String(past)), { force: true });
  return !beaten;
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (systemCode(error) === "EEXIST") return false;
    throw error;
  }
}

async function refuseLive(layout: Layout, number: number): Promise<void> {
  const owner = parseOwner((await readIfThere(join(layout.lock, String(number)))) ?? RELEASED);
  if (owner !== undefined && (await isLive(owner, layout))) throw await inUse(owner, layout);
}

/** The number stays, so that it is not used again. */
async function release(folder: string, number: number): Promise<void> {
  const aside = join(folder, `aside-${randomUUID()}`);
  await writeFile(aside, RELEASED);
  await rename(aside, join(folder, String(number)));
}

/** Another container's processes cannot be seen, but its PostgreSQL's socket can, where it lies in the folder that both share. */
async function isLive(owner: ProcessIdentity, layout: Layout): Promise<boolean> {
  const state = await liveness(owner);
  if (state !== "unknown") return state === "alive";
  return layout.socket !== layout.run || accepts(`${layout.socket}/.s.PGSQL.5432`);
}

/** Whether something listens on a Unix socket, seen also from another container. */
function accepts(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    const answer = (live: boolean) => {
      socket.destroy();
      resolve(live);
    };
    socket.once("connect", () => answer(true)).once("error", () => answer(false));
  });
}

async function inUse(owner: ProcessIdentity, layout: Layout): Promise<FolderInUse> {
  const password = await readFile(layout.password, "utf8").catch(() => undefined);
  return new FolderInUse(layout.dir, await nameOf(owner, layout), password === undefined ? undefined : databaseUrl(layout, password));
}

async function nameOf(owner: ProcessIdentity, layout: Layout): Promise<string> {
  if ((await liveness(owner)) === "unknown") return `a server in another container (if there is none, remove ${layout.lock})`;
  return owner.pid === process.pid ? "this process already" : `process ${owner.pid}`;
}

function parseOwner(content: string): ProcessIdentity | undefined {
  try {
    const { pid, started, namespace } = JSON.parse(content);
    const valid = Number.isInteger(pid) && typeof started === "string" && typeof namespace === "string";
    return valid ? { pid, started, namespace } : undefined;
  } catch {
    return undefined;
  }
}
