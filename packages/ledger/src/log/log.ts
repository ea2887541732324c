import { auditLog } from "./audit/audit.ts";
import { readCheckpoint } from "./checkpoint.ts";
import { consistencyProof, inclusionProof, receipt } from "./prove.ts";
import { leafIndices, readBundle, readTile } from "./read.ts";
import { witnessLag } from "./witness/quorum.ts";

/** Everything that is read of the log. Each call is bounded and indexed; only what a stored checkpoint covers is given out. */
export const ledgerLog = {
  checkpoint: readCheckpoint,
  tile: readTile,
  bundle: readBundle,
  leafIndices,
  receipt,
  inclusionProof,
  consistencyProof,
  witnessLag,
  audit: auditLog,
};
