import { execFile } from "node:child_process";
import { readFile, readlink } from "node:fs/promises";
import { promisify } from "node:util";
import { systemCode } from "../errors.ts";

/** Says which process this is for as long as the machine remembers: a pid alone is used again. */
export interface ProcessIdentity {
  pid: number;
  /** Start time, with the boot it counts from; empty where the system does not tell. */
  started: string;
  /** The namespace in which `pid` means something: two containers can share a folder. */
  namespace: string;
}

/** The identity of a live process of this namespace, or of this one. */
export async function identify(pid: number): Promise<ProcessIdentity> {
  return { pid, started: await startTime(pid), namespace: await namespace() };
}

/** `unknown` when the process belongs to another container, whose pids cannot be seen from here. */
export async function liveness(process: ProcessIdentity): Promise<"alive" | "dead" | "unknown"> {
  if (process.namespace !== (await namespace())) return "unknown";
  if (!signalable(process.pid)) return "dead";
  const started = await startTime(process.pid);
  if (started === ENDED) return "dead";
  return started === "" || process.started === "" || started === process.started ? "alive" : "dead";
}

/** Whether some process has this pid. */
export function signalable(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return systemCode(error) === "EPERM";
  }
}

/** The command line of a process, empty when it has none or is gone. */
export async function commandLine(pid: number): Promise<string> {
  if (process.platform !== "linux") return ps(pid, "args");
  return (await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")).replaceAll("\0", " ");
}

/** A process that has ended and that its parent has not taken note of: it holds nothing any more. */
const ENDED = "ended";

async function startTime(pid: number): Promise<string> {
  if (process.platform !== "linux") return ps(pid, "lstart");
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  // The second field is the name in brackets and may hold spaces; the state is field 3, the start time 22 (proc_pid_stat(5)).
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  if (fields[0] === "Z" || fields[0] === "X") return ENDED;
  return fields[19] === undefined ? "" : `${await bootId()}:${fields[19]}`;
}

async function bootId(): Promise<string> {
  return (await readFile("/proc/sys/kernel/random/boot_id", "utf8").catch(() => "")).trim();
}

async function namespace(): Promise<string> {
  return readlink("/proc/self/ns/pid").catch(() => "");
}

async function ps(pid: number, column: string): Promise<string> {
  const answer = await promisify(execFile)("ps", ["-ww", "-o", `${column}=`, "-p", String(pid)]).catch(() => ({ stdout: "" }));
  return answer.stdout.trim();
}
