import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Report, Request } from "./messages.ts";
import { PoolError, type PoolErrorCode } from "./pool-error.ts";
import { residentMib } from "./resident.ts";

/** What one worker may take. */
export interface WorkerLimits {
  memory_mib: number;
  /** Starting the process and loading the task's modules. */
  start_ms: number;
}

interface Running {
  name: string;
  timeout_ms: number;
  resolve(value: unknown): void;
  reject(error: PoolError): void;
  timer?: NodeJS.Timeout;
  watch?: NodeJS.Timeout;
}

const program = fileURLToPath(new URL("child.ts", import.meta.url));
/** A worker is given no secrets: only what a program needs to run. */
const environment = ["PATH", "HOME", "LANG", "TMPDIR", "TZ", "LD_LIBRARY_PATH", "NODE_COMPILE_CACHE"];
const memoryLook_ms = 100;
/** One that has kept this share of its memory is replaced, so that the next task has room. */
const keptShareMax = 0.75;
const lastWordsMax = 2_000;

/** One worker process, seen from the parent. It runs one task at a time, and once something went wrong none again. */
export class WorkerProcess {
  /** Settles when the process has ended. */
  readonly ended: Promise<void>;
  readonly #limits: WorkerLimits;
  readonly #child: ChildProcess;
  #running: Running | undefined;
  #isOver = false;
  #lastWords = "";

  constructor(limits: WorkerLimits) {
    this.#limits = limits;
    this.#child = forkChild(limits.memory_mib);
    this.#child.on("message", (report: Report) => this.#hear(report));
    this.#child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.#lastWords = (this.#lastWords + text).slice(-lastWordsMax);
    });
    const { promise, resolve } = Promise.withResolvers<void>();
    this.ended = promise;
    this.#child.once("close", (code, signal) => {
      this.#fail("crashed", [signal ?? `exit code ${code}`, this.#lastWords.trim()].filter(Boolean).join(": "));
      resolve();
    });
    this.#child.once("error", (error) => {
      this.#fail("crashed", error.message);
      if (this.#child.pid === undefined) resolve();
    });
    this.#ref(false);
  }

  /** Whether it can be given another task. */
  get isUsable(): boolean {
    return !this.#isOver && this.#running === undefined;
  }

  /** Runs one task. Rejects with a `PoolError`. */
  run(request: Request, timeout_ms: number): Promise<unknown> {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.#running = { name: request.name, timeout_ms, resolve, reject };
    this.#ref(true);
    this.#limit(this.#limits.start_ms, "its modules were not loaded");
    this.#running.watch = setInterval(() => this.#lookAtMemory(), memoryLook_ms);
    try {
      this.#child.send(request, (error) => error && this.#fail("crashed", error.message));
    } catch (error) {
      // A payload that cannot be copied: the worker has not seen it.
      this.#settle();
      reject(error);
    }
    return promise;
  }

  /** Ends the process, and with it the task that it runs. */
  async end(code: PoolErrorCode = "stopped", detail = "its worker was ended"): Promise<void> {
    this.#fail(code, detail);
    if (this.#child.exitCode === null && this.#child.signalCode === null) this.#child.ref();
    await this.ended;
  }

  #hear(report: Report): void {
    const running = this.#running;
    if (running === undefined) return;
    if (report.kind === "begun") {
      this.#limit(running.timeout_ms, `limit ${running.timeout_ms} ms`);
      return;
    }
    this.#settle();
    if ((residentMib(this.#child.pid!) ?? 0) > this.#limits.memory_mib * keptShareMax) this.#kill();
    if (report.kind === "done") running.resolve(report.value);
    else running.reject(new PoolError("task_threw", `${running.name}: ${report.thrown.name}: ${report.thrown.message}`, report.thrown));
  }

  #limit(ms: number, detail: string): void {
    const running = this.#running!;
    clearTimeout(running.timer);
    running.timer = setTimeout(() => this.#fail("timed_out", detail), ms);
  }

  #lookAtMemory(): void {
    const mib = residentMib(this.#child.pid!) ?? 0;
    if (mib > this.#limits.memory_mib) this.#fail("out_of_memory", `${Math.round(mib)} MiB, limit ${this.#limits.memory_mib} MiB`);
  }

  #fail(code: PoolErrorCode, detail: string): void {
    const running = this.#settle();
    this.#kill();
    running?.reject(new PoolError(code, `${running.name}: ${detail}`));
  }

  #settle(): Running | undefined {
    const running = this.#running;
    clearTimeout(running?.timer);
    clearInterval(running?.watch);
    this.#running = undefined;
    this.#ref(false);
    return running;
  }

  #kill(): void {
    this.#isOver = true;
    this.#child.kill("SIGKILL");
  }

  /** Only a worker with a task keeps the server from ending. */
  #ref(isBusy: boolean): void {
    const method = isBusy ? "ref" : "unref";
    this.#child[method]();
    this.#child.channel?.[method]();
    (this.#child.stderr as { ref?(): void; unref?(): void } | null)?.[method]?.();
  }
}

function forkChild(memory_mib: number): ChildProcess {
  const env = Object.fromEntries(environment.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
  return fork(program, {
    // Half for JavaScript: pictures and models lie outside its heap.
    execArgv: [`--max-old-space-size=${Math.ceil(memory_mib / 2)}`, "--max-semi-space-size=4"],
    // glibc makes an arena for each thread and keeps there what image work has freed.
    env: { ...env, MALLOC_ARENA_MAX: "2" },
    serialization: "advanced",
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
}
