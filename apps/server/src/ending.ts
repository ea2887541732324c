import type { Logger } from "@oneheart/kernel";
import type { RunningServer } from "./start.ts";

/** Ends the process for good when a stop does not get there by itself. */
const GRACE_MS = 10_000;
const PARENT_EVERY_MS = 1_000;

/**
 * Stops the server in order and ends the process: on SIGTERM, SIGINT and SIGHUP (the terminal was closed), when the embedded
 * PostgreSQL is gone for good, and when `npm start` ended without passing on why.
 */
export function endInOrder(server: RunningServer, { log, limit_ms }: { log: Logger; limit_ms: number }): void {
  let ending = false;
  function end(why: string, code: number): void {
    if (ending) return;
    ending = true;
    log.warn(`${why}: finishing requests and jobs under way ...`);
    setTimeout(() => process.exit(1), limit_ms + GRACE_MS).unref();
    server.stop().then(
      () => process.exit(code),
      (error: unknown) => {
        log.fatal({ err: error }, "the stop failed");
        process.exit(1);
      },
    );
  }
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => end(signal, 0));
  void server.lost.then((error) => end(`PostgreSQL cannot be started again (${error.message})`, 1));
  if (process.env.npm_lifecycle_event === "start") onOrphaned(() => end("npm start has ended", 0));
}

/** npm passes on SIGTERM and SIGINT; killed otherwise it leaves its script behind, which then has another parent. */
function onOrphaned(listener: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    listener();
  }, PARENT_EVERY_MS);
  timer.unref();
}

/** Without this a terminal or a pipe that is gone ends the process in the middle of what it does. */
export function surviveWithoutTerminal(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
}
