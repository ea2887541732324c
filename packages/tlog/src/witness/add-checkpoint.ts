import { decodeBase64, encodeBase64 } from "../base64.ts";
import { isCount, parseDecimal } from "../decimal.ts";
import { TlogError } from "../errors.ts";
import { HASH_BYTES, type Hash, requireHash } from "../hash.ts";
import { NOTE_LENGTH_MAX, requireNoteText } from "../note/parse.ts";

/** What a log asks of a witness: to cosign a checkpoint (C2SP tlog-witness, add-checkpoint). */
export interface AddCheckpoint {
  /** Size of the tree that the witness cosigned last; 0 for none. */
  readonly oldSize: number;
  /** Consistency proof from that tree to the checkpoint's; at most 63 hashes. */
  readonly proof: readonly Hash[];
  /** The signed checkpoint, word for word. */
  readonly checkpoint: string;
}

const OLD = "old ";
const HASHES_MAX = 63;
// The old size and the hashes come before the checkpoint.
const LENGTH_MAX = NOTE_LENGTH_MAX + 4_096;

/** Writes the body of a request. `witness_old_size`, `witness_proof_hash`, `hash_length`. */
export function formatAddCheckpoint({ oldSize, proof, checkpoint }: AddCheckpoint): string {
  if (!isCount(oldSize)) throw new TlogError("witness_old_size", String(oldSize));
  if (proof.length > HASHES_MAX) throw new TlogError("witness_proof_hash", `${proof.length} of at most ${HASHES_MAX}`);
  for (const hash of proof) requireHash(hash, "of a consistency proof");
  return [`${OLD}${oldSize}`, ...proof.map(encodeBase64), "", checkpoint].join("\n");
}

/**
 * Reads the body of a request; says nothing about the checkpoint in it.
 * `witness_request_malformed`, `note_not_utf8`, `note_control_character`, `witness_old_size`, `witness_proof_hash`.
 */
export function parseAddCheckpoint(body: string | Uint8Array): AddCheckpoint {
  if (body.length > LENGTH_MAX) throw new TlogError("witness_request_malformed", `${body.length} bytes`);
  const text = requireNoteText(body);
  const split = text.indexOf("\n\n");
  if (split < 0 || split + 2 === text.length) throw new TlogError("witness_request_malformed", `${text.length} characters`);
  const [old, ...hashes] = text.slice(0, split).split("\n");
  const oldSize = old?.startsWith(OLD) ? parseDecimal(old.slice(OLD.length)) : undefined;
  if (oldSize === undefined) throw new TlogError("witness_old_size", JSON.stringify(old));
  if (hashes.length > HASHES_MAX) throw new TlogError("witness_proof_hash", `${hashes.length} of at most ${HASHES_MAX}`);
  return { oldSize, proof: hashes.map(parseHash), checkpoint: text.slice(split + 2) };
}

function parseHash(line: string): Hash {
  const hash = decodeBase64(line);
  if (hash?.length !== HASH_BYTES) throw new TlogError("witness_proof_hash", JSON.stringify(line));
  return hash;
}
