import type { Database } from "@oneheart/kernel";
import { ledgerLog, type StoredCheckpoint } from "@oneheart/ledger";
import { exportStore } from "../../store/exports.ts";

/** What a bundle says of the log: its newest checkpoint, and that it continues the one of the bundle before. */
export interface LedgerPart {
  checkpoint: StoredCheckpoint;
  before: { export_id: string; tree_size: number; checkpoint: string; proof: string } | undefined;
}

/** Undefined before the first checkpoint. Throws where the log does not continue what an earlier bundle has of it. */
export async function ledgerPart(db: Database): Promise<LedgerPart | undefined> {
  const checkpoint = await ledgerLog.checkpoint(db);
  if (checkpoint === undefined) return undefined;
  const last = await exportStore({ db }).lastSealed();
  if (last === undefined) return { checkpoint, before: undefined };
  const hashes = await ledgerLog.consistencyProof(db, last.tree_size, checkpoint);
  const proof = {
    about: "RFC 6962 consistency proof from the checkpoint of an earlier bundle to this one's; hashes in base64",
    from: { export_id: last.id, tree_size: last.tree_size },
    to: { tree_size: checkpoint.size },
    hashes: hashes.map((hash) => Buffer.from(hash).toString("base64")),
  };
  return {
    checkpoint,
    before: { export_id: last.id, tree_size: last.tree_size, checkpoint: last.checkpoint, proof: `${JSON.stringify(proof, null, 2)}\n` },
  };
}
