import { hash } from "node:crypto";
import { globSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const sources = [
  "package-lock.json",
  "apps/portal/{build,public,src}/**/*",
  "apps/portal/{index.html,package.json}",
  "packages/{client,contracts,tlog}/src/**/*",
];

/** Changes when anything changes that the built portal is made of. */
export function fingerprintOfSources(): string {
  const paths = globSync(sources, { cwd: root }).filter((path) => statSync(join(root, path)).isFile());
  if (paths.length < 100) throw new Error("the sources of the portal are not all here");
  return hash(
    "sha256",
    paths
      .sort()
      .map((path) => `${path} ${hash("sha256", readFileSync(join(root, path)))}`)
      .join("\n"),
  );
}
