import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import {
  appendLeaves,
  appendToBundles,
  canonicalJson,
  createSigner,
  EMPTY_TREE,
  entriesPath,
  formatCheckpoint,
  formatVerifierKey,
  signNote,
  tilePath,
} from "../src/index.ts";
import { nodeHasher, nodeSha256 } from "../src/node/index.ts";

// usage: node bench/verify-log.ts [entries]
const count = Number(process.argv[2] ?? 500_000);
const signer = createSigner("bench.example/log", new Uint8Array(32));
const folder = await mkdtemp(join(tmpdir(), "tlog-bench-"));

const entry = (i: number): Uint8Array =>
  canonicalJson({
    v: 1,
    id: `01890000-0000-7000-8000-${String(i).padStart(12, "0")}`,
    kind: "quest_reward",
    occurred_at: "2026-01-01T00:00:00.000Z",
    reason: "b0b1c2d3e4f5061728394a5b6c7d8e9fb0b1c2d3e4f5061728394a5b6c7d8e9f",
    transfers: [{ amount: String(i), asset: "XP", credit: "player:01890000", debit: "issuance:XP" }],
  });

async function write(path: string, data: Uint8Array | string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), data);
}

/** Writes the log, as a sequencer would: in batches of 8,192. Returns seconds spent in this package. */
async function writeLog(): Promise<number> {
  let tree = appendLeaves(EMPTY_TREE, [], nodeHasher);
  let seconds = 0;
  while (tree.size < count) {
    const entries = Array.from({ length: Math.min(8_192, count - tree.size) }, (_, i) => entry(tree.size + i));
    const started = performance.now();
    // Batches are multiples of 256, so that no partial bundle is carried on.
    const bundles = appendToBundles(tree.size, new Uint8Array(0), entries);
    tree = appendLeaves(tree, entries.map(nodeHasher.leaf), nodeHasher);
    seconds += (performance.now() - started) / 1000;
    for (const { bundle, data } of bundles) await write(entriesPath(bundle), data);
    for (const { tile, data } of tree.tiles) await write(tilePath(tile), data);
  }
  await write("checkpoint", signNote(formatCheckpoint({ origin: signer.name, size: tree.size, rootHash: tree.rootHash }), [signer]));
  return seconds;
}

/** Runs one check in a process of its own, so that its memory can be told. */
function verify(hasher: "node" | "portable"): void {
  const script = join(import.meta.dirname, "verify-folder.ts");
  const { stdout, status } = spawnSync(process.execPath, [script, folder, formatVerifierKey(signer.verifier), hasher], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error("verify-folder.ts failed");
  console.log(stdout.trim());
}

/** What the platform's SHA-256 alone would allow: one leaf and one node an entry. */
function hashOnly(): number {
  const leaf = new Uint8Array(entry(0).length + 1);
  const node = new Uint8Array(65);
  const started = performance.now();
  for (let i = 0; i < count; i++) {
    nodeSha256(leaf);
    nodeSha256(node);
  }
  return (performance.now() - started) / 1000;
}

const rate = (seconds: number): string => `${Math.round(count / seconds).toLocaleString("en")} entries/s`;

try {
  const seconds = await writeLog();
  console.log(`log of ${count} entries of ${entry(0).length} bytes; its tiles and bundles were made at ${rate(seconds)}`);
  console.log(`baseline, hashing with node:crypto and nothing else: ${rate(hashOnly())}`);
  verify("node");
  verify("portable");
} finally {
  await rm(folder, { recursive: true });
}
