import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import {
  addSignatures,
  createCosigner,
  ED25519,
  entriesPath,
  formatProof,
  formatSignerKey,
  formatVerifierKey,
  newTiles,
  openCheckpoint,
  parseProof,
  parseVerifierKey,
  signBy,
  tilePath,
} from "@oneheart/tlog";
import { nodeHasher } from "@oneheart/tlog/node";
import { sql } from "kysely";
import type { Consistency, Inclusion, Receipt, Vectors } from "../../tlog/interop/vectors.ts";
import { ledgerLog } from "../src/index.ts";
import { clientOf, idOf, ORIGIN, SIGNER, startLog, VERIFIER_KEY } from "../test/log/sealing.ts";
import { mint } from "../test/scenario.ts";

// usage: ONEHEART_INTEROP_DIR=<empty folder> node make.ts. Posts, seals, and writes the log as it is served, with vectors.json,
// for packages/tlog/interop/main.go to judge. Needs ONEHEART_TEST_DATABASE_URL.
const folder = process.env.ONEHEART_INTEROP_DIR ?? assert.fail("ONEHEART_INTEROP_DIR must name an empty folder");
const COSIGNED_AT = 1_760_000_000;
/** Checkpoints at and around the borders of tiles on three levels. */
const SIZES = [1, 2, 40, 255, 256, 257, 1_000, 65_535, 65_536, 65_537, 66_000];
const POSTED_AT_ONCE = 2_000;

const log = await startLog();
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");
const witness = createCosigner("witness.example/w1", new Uint8Array(32).fill(2), () => COSIGNED_AT);

async function write(path: string, data: Uint8Array | string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), data);
}

/** Posts and seals up to each size in turn; answers the ids in the order of the log, and the checkpoints. */
async function grow(): Promise<{ ids: string[]; heads: ReturnType<typeof openCheckpoint>[] }> {
  const ids: string[] = [];
  const heads = [];
  for (const size of SIZES) {
    while (ids.length < size) {
      const count = Math.min(size - ids.length, POSTED_AT_ONCE);
      const drafts = Array.from({ length: count }, (_, index) => mint(`owner-${index % 50}`, 1n));
      ids.push(...(await log.post(...drafts)).map(idOf));
    }
    await log.sealAll();
    const head = openCheckpoint((await ledgerLog.checkpoint(log.db))!.note, { log: [parseVerifierKey(VERIFIER_KEY)] });
    assert.equal(head.size, size);
    heads.push(head);
  }
  return { ids, heads };
}

async function leafHashes(): Promise<Buffer[]> {
  const { rows } = await sql<{ leaf_hash: Buffer }>`SELECT leaf_hash FROM log_leaves ORDER BY leaf_index`.execute(log.db);
  return rows.map(({ leaf_hash }) => leaf_hash);
}

const { ids, heads } = await grow();
const { note } = (await ledgerLog.checkpoint(log.db))!;
const newest = heads.at(-1)!;
const checkpoint = addSignatures(note, [signBy(witness, note.slice(0, note.indexOf("\n\n") + 1))]);
await write("checkpoint", checkpoint);
const client = clientOf(log.db);
for (const tile of newTiles(0, newest.size)) {
  await write(tilePath(tile), await client.readTile(tile));
  if (tile.level === 0) await write(entriesPath(tile), await client.readEntries(tile));
}

const hashes = await leafHashes();
const inclusions: Inclusion[] = [];
const consistencies: Consistency[] = [];
for (const [at, { size, rootHash }] of heads.entries()) {
  const root = base64(rootHash);
  for (const index of new Set([0, 1, 254, 255, 256, 65_535, size - 2, size - 1].filter((one) => one >= 0 && one < size))) {
    const proof = await ledgerLog.inclusionProof(log.db, index, { size, rootHash });
    inclusions.push({ index, size, leafHash: base64(hashes[index]!), root, hashes: proof.map(base64) });
  }
  for (const older of heads.slice(0, at)) {
    const proof = await ledgerLog.consistencyProof(log.db, older.size, { size, rootHash });
    consistencies.push({ oldSize: older.size, oldRoot: base64(older.rootHash), size, root, hashes: proof.map(base64) });
  }
}

/** As the server gives them out, with the witness's signature added to the checkpoint in them. */
async function receiptOf(index: number): Promise<Receipt> {
  const given = parseProof((await ledgerLog.receipt(log.db, ids[index]!))!);
  assert.deepEqual([given.index, given.checkpoint], [index, note]);
  assert.deepEqual(Buffer.from(nodeHasher.leaf(given.extra!)), hashes[index]);
  return { entry: base64(given.extra!), proof: formatProof({ ...given, checkpoint }) };
}

const vectors: Vectors = {
  verifierKey: VERIFIER_KEY,
  signerKey: formatSignerKey(ORIGIN, new Uint8Array(32).fill(7), ED25519),
  witnessKey: formatVerifierKey(witness.verifier),
  checkpoint,
  origin: SIGNER.name,
  cosignedAt: COSIGNED_AT,
  inclusions,
  consistencies,
  receipts: await Promise.all([0, 1, 257, 65_535, 65_999].map(receiptOf)),
  notes: [{ note: checkpoint, refusal: "" }],
};
await write("vectors.json", JSON.stringify(vectors));
await log.end();
