import { edgeRoot, formatCheckpoint, parseNote, type Signer, signNote, TlogError, type TreeHead, verifyConsistency } from "@oneheart/tlog";
import { nodeHasher } from "@oneheart/tlog/node";
import { sql } from "kysely";
import type { LedgerDb } from "../database.ts";
import { readCheckpoint, type StoredCheckpoint } from "./checkpoint.ts";
import { LedgerLogError } from "./error.ts";
import { consistencyProof } from "./prove.ts";
import { readState } from "./state.ts";

/**
 * Signs the tree that is committed, unless this key has signed it already; storing is publishing.
 * While a key is replaced, the `earlier` ones sign too, so that those who know only them can go on. Answers the size signed.
 * `checkpoint_not_continued` when the tree is no continuation of what was signed before.
 */
export async function signCheckpoint(
  db: LedgerDb,
  signer: Signer,
  now: Date,
  earlier: readonly Signer[] = [],
): Promise<number | undefined> {
  // In this order: read after the checkpoint, the state can only be at or beyond it.
  const newest = await readCheckpoint(db);
  const state = await readState(db);
  if (state === undefined || (newest?.size === state.size && isSignedBy(newest, signer))) return undefined;
  const tree = { size: state.size, rootHash: edgeRoot(state, nodeHasher) };
  if (newest) await requireContinued(db, newest, tree);
  const note = signNote(formatCheckpoint({ origin: state.origin, ...tree }), [signer, ...earlier]);
  await sql`
    INSERT INTO log_checkpoints (size, key_id, note, created_at) VALUES (${tree.size}, ${signer.keyId}, ${note}, ${now})
    ON CONFLICT (size, key_id) DO NOTHING`.execute(db);
  return tree.size;
}

function isSignedBy({ note }: StoredCheckpoint, { name, keyId }: Signer): boolean {
  return parseNote(note).signatures.some((signature) => signature.name === name && signature.keyId === keyId);
}

async function requireContinued(db: LedgerDb, older: TreeHead, tree: TreeHead): Promise<void> {
  try {
    verifyConsistency(older, tree, await consistencyProof(db, older.size, tree), nodeHasher);
  } catch (cause) {
    if (!(cause instanceof TlogError) && !(cause instanceof LedgerLogError)) throw cause;
    const message = `the tree of ${tree.size} does not continue the checkpoint of ${older.size}: ${cause.message}`;
    throw new LedgerLogError("checkpoint_not_continued", message, { cause });
  }
}
