/**
 * `npm test`: the checks, then every test on one throwaway PostgreSQL, but for the slow ones; `npm run test:slow` runs those.
 * Other arguments are files, which run alone.
 */
import { spawnSync } from "node:child_process";
import { globSync, mkdirSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeScratchFolder } from "./scratch-folder.ts";
import { groupsOf, writeGroups } from "./test-groups.ts";

const all = [
  "packages/*/test/**/*.test.ts",
  "services/*/test/**/*.test.ts",
  "gateway/test/**/*.test.ts",
  "apps/*/test/**/*.test.ts",
  "scripts/test/*.test.ts",
];
/** They kill, wait, decode, try thousands of cases, start whole installations, or follow an item through all that people may say of it. CI runs them after the others. */
const slow = [
  "apps/server/test/{split,crash,faults,history,full-disk,database-logins,lifecycle,erasure,erasure-catch-up,vault-key}.test.ts",
  "apps/cli/test/{audit,backup,foreign-node,installation,models,snapshot,upgrade}.test.ts",
  "apps/portal/test/budgets.test.ts",
  "apps/witness/test/{add-checkpoint,state}.test.ts",
  "gateway/test/events.test.ts",
  "packages/backing/test/{embedded-postgres*,queue}.test.ts",
  "packages/ledger/test/log/{cosignatures,interleavings,witness-distrust,witnesses}.test.ts",
  "packages/ledger/test/model/many-clients.test.ts",
  "packages/models/test/{evaluate,faces,score}.test.ts",
  "packages/vision/test/{pdq/reuse,video/sample-frames,forensics/double-jpeg}.test.ts",
  "packages/tlog/test/{merkle,verify-log}.test.ts",
  "packages/trust/test/large-graph.test.ts",
  "services/impact/test/simulate.test.ts",
  "services/map/test/index-use.test.ts",
  "services/player/test/reversal.test.ts",
  "services/proof/test/{blocked-copies,blurred-copies,consent,erasure}.test.ts",
  "services/sponsor/test/random-money.test.ts",
  "services/verification/test/{analysis,behaviour,cases,forensics,models,pictures,reviews,rule-operations,score-models,witnesses}.test.ts",
  "services/verification/test/review/{appeals,beneficiaries,blind,disputes,leases,opinions,reversals}.test.ts",
  "packages/process-pool/test/process-pool.test.ts",
];
/** They measure the process that they run in, and have one of their own; all others of a room share processes. */
const alone = ["services/proof/test/submit.test.ts", "services/identity/test/login.test.ts", "gateway/test/rate-limit.test.ts"];

function filesFor(args: readonly string[]): string[] {
  if (args.length > 0 && args[0] !== "--slow") return [...args];
  const slowFiles = new Set(globSync(slow));
  return args[0] === "--slow" ? [...slowFiles] : globSync(all).filter((file) => !slowFiles.has(file));
}

/** Slow files are long: a process that ran ten of them one after the other would still be at it when all others are done. */
const SLOW_FILES_MAX = 3;
/** For a test that hangs. What is only slow must pass: on a busy machine a file of a minute takes ten. */
const HANGS_AFTER_MS = 30 * 60_000;

const cache = fileURLToPath(new URL("../node_modules/.cache/", import.meta.url));
const output = join(cache, "test-output.txt");
const args = process.argv.slice(2);
if (args.length === 0) {
  const checks = spawnSync(process.execPath, ["scripts/check.ts"], { stdio: "inherit" });
  if (checks.status !== 0) process.exit(checks.status ?? 1);
}
mkdirSync(cache, { recursive: true });
const files = filesFor(args);
const groups = groupsOf(files, { alone: new Set(globSync(alone)), ...(args[0] === "--slow" && { files_max: SLOW_FILES_MAX }) });
const scratch = makeScratchFolder();
// Whoever interrupts the tests ends them; this process then still cleans up after them.
process.on("SIGINT", () => {});
const result = spawnSync(
  process.execPath,
  [
    "--test",
    `--test-concurrency=${availableParallelism() + 1}`,
    `--test-timeout=${HANGS_AFTER_MS}`,
    "--test-global-setup=packages/testing/src/global-setup.ts",
    ...["--test-reporter=spec", "--test-reporter-destination=stdout"],
    ...["--test-reporter=spec", `--test-reporter-destination=${output}`],
    ...writeGroups(join(cache, "test-groups"), groups),
  ],
  {
    stdio: "inherit",
    env: {
      ...process.env,
      NODE_ENV: "test",
      TMPDIR: scratch,
      // What one process compiled the next finds.
      NODE_COMPILE_CACHE: join(cache, "compile"),
    },
  },
);
rmSync(scratch, { recursive: true, force: true });
if (result.status !== 0) console.error(`\nSome tests failed. What they said is in ${output}, the failures at its end.`);
process.exit(result.status ?? 1);
