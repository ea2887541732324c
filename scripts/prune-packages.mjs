// Removes what packages ship and nothing here reads, some 500 MB: their packagers left no other way to do without it.
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const packages = fileURLToPath(new URL("../node_modules", import.meta.url));
const remove = (path) => rmSync(path, { recursive: true, force: true });

removeOtherPlatforms(join(packages, "onnxruntime-node/bin"));
// `geo-tz/all` reads the zones since 1970 and before, `timezones.geojson`. The other two data sets merge zones.
for (const set of ["timezones-1970", "timezones-now"]) {
  for (const kind of ["geo.dat", "index.json"]) remove(join(packages, `geo-tz/data/${set}.geojson.${kind}`));
}
// The headers of Node are for compiling against it.
const nodes = join(packages, "node/node_modules");
for (const platform of foldersIn(nodes)) remove(join(nodes, platform, "include"));
// The portal is built from modules and from drawings as components: the drawings as files, and CommonJS beside modules, are read by nobody.
for (const name of foldersIn(join(packages, "@tabler/icons"))) remove(join(packages, "@tabler/icons", name));
for (const name of foldersIn(join(packages, "@mantine"))) remove(join(packages, "@mantine", name, "cjs"));
// Modules beside CommonJS of which Node reads the latter, sources in TypeScript, a viewer of traces, axe without its minified form.
for (const scope of ["@aws-sdk", "@smithy"]) {
  for (const name of foldersIn(join(packages, scope))) remove(join(packages, scope, name, "dist-es"));
}
for (const path of ["zod/src", "playwright-core/lib/vite", "axe-core/axe.js", "axe-core/locales"]) remove(join(packages, path));
for (const path of filesBelow(packages)) {
  if (path.endsWith(".js.map") || path.endsWith(".css.map")) remove(path);
}

/** onnxruntime-node has the binaries of each system in one package: 245 of its 288 MB are for others. */
function removeOtherPlatforms(binaries) {
  for (const api of foldersIn(binaries)) {
    for (const platform of foldersIn(join(binaries, api))) {
      for (const arch of foldersIn(join(binaries, api, platform))) {
        const isOwn = platform === process.platform && arch === process.arch;
        if (!isOwn) remove(join(binaries, api, platform, arch));
      }
    }
  }
}

function* filesBelow(folder) {
  for (const entry of entriesOf(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else if (entry.isFile()) yield path;
  }
}

function foldersIn(folder) {
  return entriesOf(folder)
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

function entriesOf(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
