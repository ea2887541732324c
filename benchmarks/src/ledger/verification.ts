import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Database } from "@oneheart/kernel";
import { ledgerLog } from "@oneheart/ledger";
import { entriesPath, formatVerifierKey, TILE_WIDTH, tilePath } from "@oneheart/tlog";
import { signer } from "./load.ts";

const cli = fileURLToPath(new URL("../../../apps/cli/src/main.ts", import.meta.url));

/** Entries a second of `oneheart verify` on a folder: the whole command, which has one thread, with its start. */
export async function measureVerify(db: Database): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "oneheart-bench-verify-"));
  try {
    const size = await writeFolder(db, folder);
    const start = performance.now();
    const run = spawnSync(process.execPath, [cli, "verify", folder, "--key", formatVerifierKey(signer.verifier)], {
      encoding: "utf8",
    });
    if (run.status !== 0) throw new Error(`verify ended with ${run.status}: ${run.stdout}${run.stderr}`);
    return size / ((performance.now() - start) / 1000);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The log as its HTTP addresses give it out. */
async function writeFolder(db: Database, folder: string): Promise<number> {
  const checkpoint = (await ledgerLog.checkpoint(db))!;
  const write = async (path: string, data: Uint8Array | string) => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), data);
  };
  await write("checkpoint", checkpoint.note);
  for (let level = 0, width = checkpoint.size; width > 0; level += 1, width = Math.floor(width / TILE_WIDTH)) {
    for (let index = 0; index * TILE_WIDTH < width; index += 1) {
      const tile = { level, index, width: Math.min(TILE_WIDTH, width - index * TILE_WIDTH) };
      await write(tilePath(tile), (await ledgerLog.tile(db, tile))!);
      if (level === 0) await write(entriesPath(tile), (await ledgerLog.bundle(db, tile))!);
    }
  }
  return checkpoint.size;
}
