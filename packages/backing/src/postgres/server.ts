import type { ChildProcess } from "node:child_process";
import { chown, open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Binaries } from "./binaries.ts";
import type { Layout } from "./layout.ts";
import type { Runner } from "./runner.ts";
import { startFailure } from "./start-failure.ts";

/**
 * Runs PostgreSQL in the place of the shell, beside a reader of the pipe that this process holds. When the pipe ends
 * without a line, this process is gone, however it went, and PostgreSQL is asked for a fast shutdown.
 * The reader is a grandchild, so that PostgreSQL has no child that it does not know.
 */
const WATCHED = 'exec 3<&0 </dev/null; ( ( read -r _ <&3 || kill -INT "$$" ) & ); exec "$@" 3<&-';

const DEFAULTS: Record<string, string> = {
  listen_addresses: "",
  unix_socket_permissions: "0700",
  max_connections: "200",
  shared_buffers: "128MB",
  jit: "off",
  wal_compression: "on",
  random_page_cost: "1.1",
  timezone: "UTC",
  log_timezone: "UTC",
  // The application logs its own failed statements; here they could show personal data.
  log_min_messages: "log",
  log_min_error_statement: "panic",
  log_checkpoints: "off",
};

/** A running PostgreSQL. */
export interface Server {
  stop(): Promise<void>;
}

/** Starts PostgreSQL and waits until it accepts connections. `onUnexpectedExit` hears when it ends without having been asked. */
export async function startServer(
  layout: Layout,
  binaries: Binaries,
  runner: Runner,
  options: { settings: Record<string, string>; onUnexpectedExit: () => void },
): Promise<Server> {
  const child = await spawnServer(layout, [binaries.postgres, "-D", layout.data, ...settingArguments(layout, options.settings)], runner);
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  let failed: Error | undefined;
  child.once("error", (error) => {
    failed = error;
  });
  while (!(await isReady(layout, child))) {
    if (failed !== undefined || hasExited(child)) throw await startFailure(layout, failed);
    await delay(10);
  }
  // It may have ended while the file that says "ready" was read.
  if (hasExited(child)) throw await startFailure(layout, failed);

  child.once("exit", options.onUnexpectedExit);
  // The handle must not keep a process alive that has ended its work: the pipe's end stops PostgreSQL then.
  child.unref();
  return {
    async stop() {
      child.off("exit", options.onUnexpectedExit);
      child.ref();
      child.stdin!.end();
      if (!hasExited(child)) await exited;
    },
  };
}

function hasExited(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function spawnServer(layout: Layout, command: string[], runner: Runner): Promise<ChildProcess> {
  await rename(layout.log, `${layout.log}.1`).catch(() => undefined);
  const log = await open(layout.log, "w", 0o600);
  if (runner.owner) await chown(layout.log, runner.owner.uid, runner.owner.gid);
  try {
    const child = runner.spawn(["sh", "-c", WATCHED, "sh", ...command], {
      // Its own session: the terminal's Ctrl-C is for this process, which then stops PostgreSQL in order.
      detached: true,
      stdio: ["pipe", log.fd, log.fd],
      env: { PATH: process.env.PATH, LC_ALL: "C" },
    });
    child.stdin!.on("error", () => undefined);
    // A line says that PostgreSQL ended by itself: its pid may belong to another process by the time the pipe ends.
    child.once("exit", () => child.stdin!.end("exited\n"));
    unrefStream(child.stdin);
    return child;
  } finally {
    await log.close();
  }
}

function unrefStream(stream: unknown): void {
  if (typeof stream === "object" && stream !== null && "unref" in stream && typeof stream.unref === "function") stream.unref();
}

function settingArguments(layout: Layout, settings: Record<string, string>): string[] {
  const socket = `"${layout.socket.replaceAll('"', '""')}"`;
  const all = { ...DEFAULTS, unix_socket_directories: socket, ...settings };
  return Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

/** Reads what pg_ctl reads: the last line of postmaster.pid tells the state. */
async function isReady(layout: Layout, child: ChildProcess): Promise<boolean> {
  const lines = (await readFile(join(layout.data, "postmaster.pid"), "utf8").catch(() => "")).split("\n");
  return Number(lines[0]) === child.pid && lines[7]?.trim() === "ready";
}
