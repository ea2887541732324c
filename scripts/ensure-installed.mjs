// Installs from the lockfile when something is missing; with --omit=dev without the tools of development, which take a fifth of the room.
// Runs on the host's Node before anything is installed, so it is plain JavaScript.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";

const root = new URL("../", import.meta.url);
const marker = new URL("node_modules/.installed-lockfile", root);
const omitDev = process.argv.includes("--omit=dev");
const lockfile = createHash("sha256")
  .update(readFileSync(new URL("package-lock.json", root)))
  .digest("hex");
const wanted = omitDev ? `${lockfile} without dev` : lockfile;
const installed = existsSync(marker) ? readFileSync(marker, "utf8") : undefined;

if (installed !== wanted && installed !== lockfile) {
  const upToDate = existsSync(new URL("node_modules/.package-lock.json", root)) && sameTree();
  if (!upToDate) {
    console.log("Installing from the lockfile (once) ...");
    const result = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error", ...(omitDev ? ["--omit=dev"] : [])], {
      cwd: root,
      stdio: "inherit",
    });
    if (result.status !== 0) {
      console.error("npm ci failed: see above. OneHeart needs Node 20 or newer with npm, and a package registry for the first start.");
      process.exit(result.status ?? 1);
    }
  }
  writeFileSync(marker, wanted);
}

/** True when what npm recorded of node_modules has every package of the lockfile that is wanted and not optional. */
function sameTree() {
  const read = (path) => JSON.parse(readFileSync(new URL(path, root), "utf8")).packages;
  const there = read("node_modules/.package-lock.json");
  return Object.entries(read("package-lock.json")).every(([path, entry]) => {
    if (!path.includes("node_modules/") || entry.optional || entry.peer || (omitDev && entry.dev)) return true;
    return there[path] !== undefined && there[path].version === entry.version;
  });
}
