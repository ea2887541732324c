import { type ChildProcess, execFile, type SpawnOptions, spawn } from "node:child_process";
import { chown, stat } from "node:fs/promises";
import { promisify } from "node:util";
import { BackingError } from "../errors.ts";
import type { Binaries } from "./binaries.ts";
import { chownTree } from "./files.ts";
import type { Layout } from "./layout.ts";

interface Owner {
  uid: number;
  gid: number;
}

/** A way to run PostgreSQL as a user other than root, as which it refuses to start. */
export interface Runner {
  /** For the log. */
  name: string;
  /** The user id that must own the data folder, as this process sees it; undefined if any may. */
  owner: Owner | undefined;
  /** The version that the binaries report, such as 18.4. */
  version: string;
  spawn(command: string[], options: SpawnOptions): ChildProcess;
}

type Candidate = Omit<Runner, "version" | "spawn"> & { prefix: string[]; as?: Owner };

const NOBODY: Owner = { uid: 65534, gid: 65534 };

/**
 * Proves with the binaries and the folder themselves that a candidate can write, has a user name (initdb asks), and that
 * PostgreSQL accepts the user and can reach its own files. `-C` needs no data folder for this setting.
 */
const PROBE = `umask 077; id -un >/dev/null && : >"$2/.probe" && rm "$2/.probe" && "$1" -C server_version -D "$2" -c config_file=/dev/null`;

/** Finds the first way that works here, and hands it the folder. Throws `user_unsuitable` when there is none. */
export async function findRunner(binaries: Binaries, layout: Layout): Promise<Runner> {
  const refusals: string[] = [];
  for (const candidate of await candidates(layout)) {
    const answer = await probe(candidate, binaries, layout);
    if (answer.version !== undefined) {
      if (candidate.owner !== undefined) await chownTree(layout.data, candidate.owner);
      return runnerFrom(candidate, answer.version);
    }
    refusals.push(`${candidate.name}: ${answer.refusal}`);
  }
  throw new BackingError(
    "user_unsuitable",
    `PostgreSQL cannot run here (${refusals.join("; ")}): start as an ordinary user, or move the installation and ${layout.dir} to a folder that other users can enter, or set DATABASE_URL.`,
  );
}

async function candidates(layout: Layout): Promise<Candidate[]> {
  const namespace: Candidate = {
    name: "in a user namespace",
    owner: undefined,
    prefix: ["unshare", "--user", `--map-user=${NOBODY.uid}`, `--map-group=${NOBODY.gid}`, "--"],
  };
  if (process.getuid?.() !== 0) return [{ name: "as this user", owner: undefined, prefix: [] }, namespace];
  if (process.platform !== "linux") return [];

  const owners = await ordinaryOwners([layout.data, layout.dir]);
  return [...owners.flatMap(asOther), { ...namespace, owner: { uid: 0, gid: 0 } }];
}

/**
 * As another user; and where that user cannot enter the folders, the same with the right to pass them kept.
 * PostgreSQL looks with access(2), which disregards that right of an ordinary user unless SECBIT_NO_SETUID_FIXUP is set.
 */
function asOther(owner: Owner): Candidate[] {
  const ids = [`--reuid=${owner.uid}`, `--regid=${owner.gid}`, "--clear-groups"];
  const rights = ["--securebits=+no_setuid_fixup", "--inh-caps=+dac_override", "--ambient-caps=+dac_override"];
  return [
    { name: `as uid ${owner.uid}`, owner, prefix: [], as: owner },
    { name: `as uid ${owner.uid} with CAP_DAC_OVERRIDE`, owner, prefix: ["setpriv", ...ids, ...rights, "--"] },
  ];
}

/** The users, other than root, whom the folders belong to already; and nobody. */
async function ordinaryOwners(folders: string[]): Promise<Owner[]> {
  const found = await Promise.all(folders.map((folder) => stat(folder).catch(() => undefined)));
  const ordinary = [...found, NOBODY].filter((owner) => owner !== undefined && owner.uid !== 0);
  const owners = new Map(ordinary.map((owner) => [owner!.uid, { uid: owner!.uid, gid: owner!.gid }]));
  return [...owners.values()];
}

async function probe(candidate: Candidate, binaries: Binaries, layout: Layout): Promise<{ version?: string; refusal?: string }> {
  const [file, ...args] = [...candidate.prefix, "sh", "-c", PROBE, "sh", binaries.postgres, layout.run];
  try {
    if (candidate.owner !== undefined) {
      for (const folder of new Set([layout.run, layout.socket])) await chown(folder, candidate.owner.uid, candidate.owner.gid);
    }
    const { stdout } = await promisify(execFile)(file!, args, { cwd: "/", ...candidate.as, timeout: 10_000 });
    return { version: stdout.trim() };
  } catch (error) {
    return { refusal: reasonOf(error) };
  }
}

function reasonOf(error: unknown): string {
  const stderr = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : "";
  return (stderr || String(error)).split("\n").at(-1)!;
}

function runnerFrom(candidate: Candidate, version: string): Runner {
  return {
    name: candidate.name,
    owner: candidate.owner,
    version,
    spawn(command, options) {
      const [file, ...args] = [...candidate.prefix, ...command];
      return spawn(file!, args, { ...options, cwd: "/", ...candidate.as });
    },
  };
}
