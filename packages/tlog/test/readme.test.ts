import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { promisify } from "node:util";
import { formatVerifierKey } from "../src/index.ts";
import { logSigner, smallLog } from "./support/small-log.ts";

const root = join(import.meta.dirname, "..");
const folder = await mkdtemp(join(tmpdir(), "tlog-"));
after(() => rm(folder, { recursive: true }));

async function runExample(name: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [join(root, "examples", name), ...args]);
  return stdout;
}

test("the examples in the README are the files that these tests run", async () => {
  const readme = await readFile(join(root, "README.md"), "utf8");
  for (const name of ["receipt.ts", "verify.ts"]) {
    assert.ok(readme.includes(`\`\`\`ts\n${await readFile(join(root, "examples", name), "utf8")}\`\`\``), name);
  }
});

test("the README's receipt verifies", async () => {
  assert.match(await runExample("receipt.ts"), /^entry 1 is in the log of 3 entries signed by example\.com\/log\+[0-9a-f]{8}\+/);
});

test("the README's check of a whole log finds a good one good, and fails on an altered one", async () => {
  const log = smallLog([300]);
  for (const [path, data] of log.files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), data);
  }
  const key = formatVerifierKey(logSigner.verifier);
  assert.match(await runExample("verify.ts", folder, key), /^checked 300 of 300 entries/);
  await writeFile(join(folder, "tile/1/000.p/1"), new Uint8Array(32));
  await assert.rejects(runExample("verify.ts", folder, key), /tile_mismatch/);
});
