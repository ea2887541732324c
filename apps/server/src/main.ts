/** `npm start`. */
import { createLogger, misspeltSettings, StartError, settingsGaps } from "@oneheart/kernel";
import { banner } from "./banner.ts";
import { beginHistory } from "./demonstration/history/begin.ts";
import { loadDemonstration } from "./demonstration/load.ts";
import { endInOrder, surviveWithoutTerminal } from "./ending.ts";
import { declaredSettings, readServerSettings } from "./settings/declared.ts";
import { serverSettings } from "./settings/server.ts";
import { startServer } from "./start.ts";

async function main(): Promise<void> {
  surviveWithoutTerminal();
  const all = await readServerSettings(process.env);
  const settings = all.of(serverSettings);
  const log = createLogger({ level: settings.LOG_LEVEL });
  for (const line of [...misspeltSettings(process.env, declaredSettings), ...settingsGaps(all, declaredSettings)]) log.warn(line);
  const starting = performance.now();
  const server = await startServer(all, {
    log,
    // At once: a start that fails later must not take the only password with it.
    onAdminPassword: (password) => console.log(`\nAdministrator: admin / ${password}   (keep it: no later start prints it)\n`),
  });
  const history = beginHistory(server.kernel, settings, log);
  const stop = () => history.end().then(server.stop);
  endInOrder({ ...server, stop }, { log, limit_ms: settings.STOP_TIMEOUT_MS });
  const accounts = await loadDemonstration(server.kernel, settings);
  console.log(banner(server, settings, accounts, performance.now() - starting));
  if (accounts !== undefined) history.play();
}

main().catch((error: unknown) => {
  console.error(error instanceof StartError ? error.message : error);
  process.exit(1);
});
