import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** A program under measurement, in a process of its own. */
export interface Measured {
  url: string;
  /** From launch to the line that says it is ready. */
  ready_ms: number;
  /** Peak resident memory so far, of this process without PostgreSQL. */
  peakMemory_mib(): number;
  /** The same, summed, of the processes that it started to look at evidence. */
  workersPeakMemory_mib(): number;
  stop(): Promise<void>;
}

/** What npm start runs. */
export const serverMain = fileURLToPath(new URL("../../apps/server/serve.sh", import.meta.url));

/** Starts a program that prints `ready at <url>`. */
export async function launch(program: string, environment: Record<string, string>): Promise<Measured> {
  const start = performance.now();
  const [command, ...args] = program.endsWith(".sh") ? ["sh", program] : [process.execPath, program];
  const child = spawn(command!, args, {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...environment },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const url = await readyUrl(child);
  return {
    url,
    ready_ms: performance.now() - start,
    peakMemory_mib: () => peakOf(statusOf(String(child.pid))),
    workersPeakMemory_mib: () => workersOf(child.pid!).reduce((sum, status) => sum + peakOf(status), 0),
    async stop() {
      const exit = once(child, "exit");
      child.kill("SIGTERM");
      await exit;
    },
  };
}

function statusOf(pid: string): string {
  return readFileSync(`/proc/${pid}/status`, "utf8");
}

function peakOf(status: string): number {
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024;
}

/** What the system says of each: PostgreSQL has another name. */
function workersOf(parent: number): string[] {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => {
    try {
      const status = statusOf(pid);
      return status.includes(`\nPPid:\t${parent}\n`) && !status.startsWith("Name:\tpostgres") && !status.startsWith("Name:\tsh")
        ? [status]
        : [];
    } catch {
      // It ended meanwhile.
      return [];
    }
  });
}

function readyUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stdout! }).on("line", (line) => {
      const match = /ready at (http:\S+)/.exec(line);
      if (match) resolve(match[1]!);
    });
    child.once("exit", (code) => reject(new Error(`the program ended with ${code} before it was ready`)));
  });
}
