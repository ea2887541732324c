// Removes what onnxruntime-node ships for other systems: 245 of its 288 MB. Its package has no builds apart by platform.
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const binaries = fileURLToPath(new URL("../node_modules/onnxruntime-node/bin", import.meta.url));

for (const api of foldersIn(binaries)) {
  for (const platform of foldersIn(join(binaries, api))) {
    for (const arch of foldersIn(join(binaries, api, platform))) {
      const isOwn = platform === process.platform && arch === process.arch;
      if (!isOwn) rmSync(join(binaries, api, platform, arch), { recursive: true, force: true });
    }
  }
}

function foldersIn(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
  } catch {
    return [];
  }
}
