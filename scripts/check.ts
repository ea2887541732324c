/** The checks that need no server: types, lint, import walls, dead code, exports without callers. Runs them side by side and shows what failed. */
import { spawn } from "node:child_process";

interface Check {
  name: string;
  command: string;
  args: string[];
}

const checks: Check[] = [
  { name: "types", command: "tsc", args: ["--noEmit", "--checkers", "1"] },
  { name: "types of the portal", command: "tsc", args: ["--noEmit", "--checkers", "1", "-p", "apps/portal"] },
  { name: "lint", command: "biome", args: ["check", "--error-on-warnings", "."] },
  {
    name: "walls",
    command: "depcruise",
    args: ["--config", ".dependency-cruiser.cjs", "--output-type", "err-long", "packages", "services", "gateway", "apps", "benchmarks"],
  },
  { name: "dead code", command: "knip", args: ["--no-progress"] },
  // What only tests and benchmarks call measures a path that no request takes.
  { name: "callers", command: "knip", args: ["--no-progress", "--config", "knip.callers.json", "--include", "exports"] },
];

function run(check: Check): Promise<{ check: Check; code: number; output: string; seconds: number }> {
  const start = performance.now();
  return new Promise((resolve) => {
    const child = spawn(check.command, check.args, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, FORCE_COLOR: "0" } });
    let output = "";
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    const end = (code: number) => resolve({ check, code, output, seconds: (performance.now() - start) / 1000 });
    child.on("error", (error) => {
      output += error.message;
      end(1);
    });
    child.on("close", (code) => end(code ?? 1));
  });
}

/** The walls hold nothing when no module was looked at. */
function wallsSawModules(output: string): boolean {
  const modules = Number(/\((\d+) modules/.exec(output)?.[1] ?? 0);
  return modules > 50;
}

const results = await Promise.all(checks.map(run));
let failed = 0;
for (const { check, code, output, seconds } of results) {
  const ok = code === 0 && (check.name !== "walls" || wallsSawModules(output));
  console.log(`${ok ? "ok  " : "FAIL"} ${check.name} (${seconds.toFixed(1)} s)`);
  if (!ok) {
    failed += 1;
    console.log(output);
  }
}
process.exit(failed === 0 ? 0 : 1);
