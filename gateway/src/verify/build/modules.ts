import { readFileSync } from "node:fs";
import { createRequire, stripTypeScriptTypes } from "node:module";
import { dirname, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { importsOf, rewriteImports } from "./imports.ts";

export const pageFolder = fileURLToPath(new URL("../page/", import.meta.url));
const tlog = createRequire(import.meta.url).resolve("@oneheart/tlog");
const fromTlog = createRequire(tlog);

/** The folders that modules may come from, by the name that they have in URLs. */
const folders: ReadonlyArray<[name: string, folder: string]> = [
  ["page", pageFolder],
  ["tlog", dirname(tlog)],
  ["noble-curves", dirname(fromTlog.resolve("@noble/curves/ed25519.js"))],
  ["noble-hashes", dirname(fromTlog.resolve("@noble/hashes/sha2.js"))],
  ["canonicalize", dirname(fromTlog.resolve("canonicalize"))],
];

/**
 * The modules that a module needs, itself among them, as a browser takes them: without types, imports as relative paths.
 * By path, such as `tlog/proof/verify.js`. Throws for a module from outside the folders, one of Node's own included.
 */
export function collectModules(entry: string): Map<string, string> {
  const modules = new Map<string, string>();
  const add = (file: string): string => {
    const path = pathOf(file);
    if (modules.has(path)) return path;
    const source = readModule(file);
    const require = createRequire(file);
    modules.set(path, source);
    const paths = new Map(importsOf(source).map((specifier) => [specifier, add(require.resolve(specifier))]));
    modules.set(
      path,
      rewriteImports(source, path, (specifier) => paths.get(specifier)!),
    );
    return path;
  };
  add(entry);
  return modules;
}

function readModule(file: string): string {
  const source = readFileSync(file, "utf8");
  return file.endsWith(".ts") ? stripTypeScriptTypes(source) : source;
}

function pathOf(file: string): string {
  for (const [name, folder] of folders) {
    const inside = relative(folder, file);
    if (!inside.startsWith("..") && inside !== file) return `${name}/${inside.split(sep).join("/").replace(/\.ts$/, ".js")}`;
  }
  throw new Error(`the page may not load ${file}`);
}
