import { type CheckpointPolicy, type OpenedCheckpoint, openCheckpoint } from "../checkpoint/open.ts";
import { portableHasher, type TreeHasher } from "../hash.ts";
import { verifyInclusion } from "../merkle/verify.ts";
import { parseProof } from "./proof.ts";

/** What a proof that holds shows. */
export interface ProvenEntry {
  readonly index: number;
  /** The tree that has the entry, and the cosignatures of it. */
  readonly checkpoint: OpenedCheckpoint;
  /** The application's data, if the proof has some. Not authenticated. */
  readonly extra?: Uint8Array;
}

/**
 * Checks a `.tlog-proof` with no network (C2SP tlog-proof, verifying): `entry` are the bytes that were logged.
 * Throws the codes of parseProof, openCheckpoint and verifyInclusion.
 */
export function verifyProof(
  proof: string | Uint8Array,
  entry: Uint8Array,
  policy: CheckpointPolicy,
  hasher: TreeHasher = portableHasher,
): ProvenEntry {
  const { index, hashes, checkpoint: note, extra } = parseProof(proof);
  const checkpoint = openCheckpoint(note, policy);
  verifyInclusion(hasher.leaf(entry), index, checkpoint, hashes, hasher);
  return { index, checkpoint, ...(extra && { extra }) };
}
