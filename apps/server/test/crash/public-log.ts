/** The log as a stranger reads and checks it, over HTTP. */
import assert from "node:assert/strict";
import {
  openCheckpoint,
  parseProof,
  parseVerifierKey,
  proveConsistency,
  tileHashReader,
  urlLogReader,
  verifyConsistency,
  verifyLog,
  verifyProof,
} from "@oneheart/tlog";
import { nodeHasher } from "@oneheart/tlog/node";

/** What a leaf says, as far as these tests look. */
export interface PublicLeaf {
  id: string;
  kind: string;
  reason_ref: string;
  detail?: { quest_id?: string };
}

export async function fetchText(url: string): Promise<string> {
  const response = await fetch(url);
  const text = await response.text();
  assert.equal(response.status, 200, `${url}: ${text}`);
  return text;
}

/** Verifies every entry and tile, and that each checkpoint seen earlier is a beginning of the newest tree; answers the entries. */
export async function verifyPublicLog(url: string, verifierKey: string, seen: Iterable<string>): Promise<PublicLeaf[]> {
  const reader = urlLogReader(`${url}/api/impact/log`);
  const leaves: PublicLeaf[] = [];
  const onEntry = (_: number, entry: Uint8Array) => void leaves.push(JSON.parse(Buffer.from(entry).toString()));
  const tree = await verifyLog(reader, { verifierKey, hasher: nodeHasher, onEntry });
  const hashes = tileHashReader(tree, reader, nodeHasher);
  for (const note of seen) {
    const older = openCheckpoint(note, { log: [parseVerifierKey(verifierKey)] });
    verifyConsistency(older, tree, await proveConsistency(older.size, tree.size, hashes, nodeHasher), nodeHasher);
  }
  return leaves;
}

/** Verifies an entry's receipt offline: it is this entry's, at this place, under the log's key. */
export async function verifyReceipt(url: string, verifierKey: string, id: string, index: number): Promise<void> {
  const receipt = await fetchText(`${url}/api/impact/receipt/${id}`);
  const leaf = parseProof(receipt).extra!;
  assert.equal(JSON.parse(Buffer.from(leaf).toString()).id, id);
  assert.equal(verifyProof(receipt, leaf, { log: [parseVerifierKey(verifierKey)] }, nodeHasher).index, index);
}
