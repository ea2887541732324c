/**
 * Runs a program of this repository on the Node that is pinned in it, whichever Node it was called with. Plain JavaScript, because older
 * ones do not read TypeScript: `node scripts/pinned-node.mjs scripts/test.ts <files>`.
 */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const folder = new URL("../node_modules/node/", import.meta.url);

/** Runs the file with these arguments: here where this is the pinned Node, else in a child whose streams, signals and end are ours. */
export async function runPinned(file, args) {
  const pinned = pinnedVersion();
  if (pinned === process.versions.node) return import(file);
  if (pinned === undefined) {
    console.error('OneHeart is not installed here: run "npm ci" in its folder first.');
    process.exit(1);
  }
  const child = spawn(fileURLToPath(new URL("bin/node", folder)), [fileURLToPath(file), ...args], { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => {
    console.error(`The Node of this repository does not start: ${error.message}`);
    process.exit(1);
  });
  child.on("exit", (code, signal) => {
    for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.removeAllListeners(name);
    if (signal === null) process.exit(code);
    process.kill(process.pid, signal);
  });
}

function pinnedVersion() {
  try {
    return JSON.parse(readFileSync(new URL("package.json", folder), "utf8")).version;
  } catch {
    return undefined;
  }
}

const [, called, file, ...args] = process.argv;
if (file !== undefined && called !== undefined && pathToFileURL(resolve(called)).href === import.meta.url) {
  process.argv.splice(1, 1);
  await runPinned(pathToFileURL(resolve(file)), args);
}
