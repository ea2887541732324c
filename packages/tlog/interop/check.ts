import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  openCheckpoint,
  openNote,
  parseSignerKey,
  parseVerifierKey,
  signNote,
  TlogError,
  verifyConsistency,
  verifyInclusion,
  verifyLog,
  verifyProof,
} from "../src/index.ts";
import { folderLogReader } from "../src/node/index.ts";
import type { Vectors } from "./vectors.ts";

// usage: node check.ts <folder that main.go wrote>. Fails unless this package accepts what Go made and refuses it altered.
const folder = process.argv[2]!;
const vectors = JSON.parse(await readFile(join(folder, "vectors.json"), "utf8")) as Vectors;
const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "base64"));
const log = [parseVerifierKey(vectors.verifierKey)];
const witnesses = [parseVerifierKey(vectors.witnessKey)];
let refused = 0;

/** Checks that an altered copy of each hash makes the check fail. */
function refusesAltered(hashes: readonly Uint8Array[], check: (hashes: readonly Uint8Array[]) => void): void {
  for (const [i, hash] of hashes.entries()) {
    const altered = Uint8Array.from(hash);
    altered[i % 32]! ^= 1 << (i % 8);
    assert.throws(() => check(hashes.with(i, altered)), TlogError);
    refused += 1;
  }
}

const opened = openCheckpoint(vectors.checkpoint, { log, origin: vectors.origin, witnesses, quorum: 1 });
assert.equal(opened.cosignatures[0]!.timestampSeconds, vectors.cosignedAt);
assert.equal(parseSignerKey(vectors.signerKey, Date.now).keyId, log[0]!.keyId);
openNote(signNote("text\n", [parseSignerKey(vectors.signerKey, Date.now)]), log);

for (const { index, size, leafHash, root, hashes } of vectors.inclusions) {
  const check = (path: readonly Uint8Array[]) => verifyInclusion(path[0]!, index, { size, rootHash: path[1]! }, path.slice(2));
  const all = [leafHash, root, ...hashes].map(bytes);
  check(all);
  refusesAltered(all, check);
}
for (const { oldSize, oldRoot, size, root, hashes } of vectors.consistencies) {
  const check = (path: readonly Uint8Array[]) =>
    verifyConsistency({ size: oldSize, rootHash: path[0]! }, { size, rootHash: path[1]! }, path.slice(2));
  const all = [oldRoot, root, ...hashes].map(bytes);
  check(all);
  refusesAltered(all, check);
}
for (const { entry, proof } of vectors.receipts) {
  verifyProof(proof, bytes(entry), { log, origin: vectors.origin, witnesses, quorum: 1 });
  assert.throws(() => verifyProof(proof, bytes(`AAAA${entry}`), { log, origin: vectors.origin }), TlogError);
}
const { checkedEntries } = await verifyLog(folderLogReader(folder), {
  verifierKey: vectors.verifierKey,
  witnessKeys: [vectors.witnessKey],
  quorum: 1,
});
assert.ok(vectors.inclusions.length > 0 && vectors.consistencies.length > 0 && vectors.receipts.length > 0 && checkedEntries > 0);
console.log(
  `this package accepts what Go made: ${vectors.inclusions.length} inclusion and ${vectors.consistencies.length} consistency proofs, ` +
    `${vectors.receipts.length} receipts, a cosigned checkpoint, a log of ${checkedEntries} entries; refuses ${refused} altered`,
);
