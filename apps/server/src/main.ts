/** `npm start`. */
import { loadSettings, StartError } from "@oneheart/kernel";
import { banner } from "./banner.ts";
import { loadDemonstration } from "./demonstration/load.ts";
import { type RunningServer, startServer } from "./start.ts";

/** Ends the process for good when a stop does not get there by itself. */
const stopGrace_ms = 10_000;

async function main(): Promise<void> {
  const settings = loadSettings(process.env);
  const starting = performance.now();
  const server = await startServer(settings, {
    // At once: a start that fails later must not take the only password with it.
    onAdminPassword: (password) => console.log(`\nAdministrator: admin / ${password}   (keep it: it is not told again)\n`),
  });
  stopOnSignal(server, settings.STOP_TIMEOUT_MS + stopGrace_ms);
  const accounts = await loadDemonstration(server.kernel, settings);
  console.log(banner(server, settings, accounts, performance.now() - starting));
}

function stopOnSignal(server: RunningServer, limit_ms: number): void {
  let stopping = false;
  const stop = (signal: string) => {
    if (stopping) return;
    stopping = true;
    console.log(`\n${signal}: finishing requests and jobs under way ...`);
    setTimeout(() => process.exit(1), limit_ms).unref();
    server.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on("SIGINT", () => stop("SIGINT"));
  process.on("SIGTERM", () => stop("SIGTERM"));
}

main().catch((error: unknown) => {
  console.error(error instanceof StartError ? error.message : error);
  process.exit(1);
});
