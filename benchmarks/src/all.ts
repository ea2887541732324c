/** `npm run bench`: every benchmark in turn. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const names = ["start", "api", "main-job", "writes", "ledger", "cheater", "verification", "models"];
const failed = names.filter(
  (name) => spawnSync(process.execPath, [fileURLToPath(new URL(`./${name}.ts`, import.meta.url))], { stdio: "inherit" }).status !== 0,
);
if (failed.length > 0) {
  console.error(`failed: ${failed.join(", ")}`);
  process.exitCode = 1;
}
