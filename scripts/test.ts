/** `npm test`: the checks, then every test on one throwaway PostgreSQL. Arguments are passed on to the test runner. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const files = process.argv.slice(2);
if (files.length === 0) {
  const checks = spawnSync(process.execPath, ["scripts/check.ts"], { stdio: "inherit" });
  if (checks.status !== 0) process.exit(checks.status ?? 1);
}
const patterns =
  files.length > 0
    ? files
    : ["packages/*/test/**/*.test.ts", "services/*/test/**/*.test.ts", "gateway/test/**/*.test.ts", "apps/*/test/**/*.test.ts"];
const result = spawnSync(
  process.execPath,
  ["--test", "--test-concurrency=3", "--test-timeout=120000", "--test-global-setup=packages/testing/src/global-setup.ts", ...patterns],
  {
    stdio: "inherit", // Every test file is a process of its own; what one compiled the next finds.
    env: {
      ...process.env,
      NODE_ENV: "test",
      NODE_COMPILE_CACHE: fileURLToPath(new URL("../node_modules/.cache/compile", import.meta.url)),
    },
  },
);
process.exit(result.status ?? 1);
