import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { globSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { it } from "node:test";
import { fileURLToPath } from "node:url";

const installed = fileURLToPath(new URL("../../../node_modules/", import.meta.url));
const noDu = process.platform !== "linux" && "another du";

it("what is installed takes less than 800 MB with the tools of development", { skip: noDu }, () => {
  const size_kib = Number.parseInt(execFileSync("du", ["-sk", "--exclude=.cache", installed], { encoding: "utf8" }), 10);
  assert.ok(size_kib < 800 * 1024, `${Math.round(size_kib / 1024)} MiB`);
});

it("binaries for other systems and data that nothing reads are not there", () => {
  const binaries = globSync("onnxruntime-node/bin/*/*/*/*", { cwd: installed });
  assert.ok(binaries.length > 0);
  for (const path of binaries) assert.ok(path.includes(join(process.platform, process.arch)), path);
  assert.deepEqual(readdirSync(join(installed, "geo-tz/data")).sort(), ["timezones.geojson.geo.dat", "timezones.geojson.index.json"]);
});
