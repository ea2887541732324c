import { spawnSync } from "node:child_process";
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

// Makes dist/, the package as it is published: JavaScript and declarations, since Node strips types only outside node_modules.
const root = join(import.meta.dirname, "..");
const dist = join(root, "dist");

function compile(config: string): void {
  const { status } = spawnSync("tsc", ["-p", join(import.meta.dirname, config)], { stdio: "inherit" });
  if (status !== 0) throw new Error(`tsc -p ${config} failed`);
}

/** The manifest, free to be published, with the paths of the compiled files. */
function publishedManifest(): object {
  const { private: _, scripts: __, ...manifest } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const compiled = (source: string) => source.replace("./src/", "./").replace(/\.ts$/, "");
  const exports = Object.entries<string>(manifest.exports).map(([name, source]) => [
    name,
    { types: `${compiled(source)}.d.ts`, default: `${compiled(source)}.js` },
  ]);
  return { ...manifest, exports: Object.fromEntries(exports) };
}

rmSync(dist, { recursive: true, force: true });
// The core must compile with a browser's library and none of Node's types.
compile("tsconfig.core.json");
compile("tsconfig.json");
writeFileSync(join(dist, "package.json"), `${JSON.stringify(publishedManifest(), null, 2)}\n`);
for (const file of ["README.md", "LICENSE"]) cpSync(join(root, file), join(dist, file));
