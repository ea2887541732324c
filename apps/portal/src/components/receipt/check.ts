import {
  type CheckpointPolicy,
  COSIGNATURE_V1,
  type Hash,
  type OpenedCheckpoint,
  openNote,
  parseNote,
  parseProof,
  parseVerifierKey,
  portableHasher,
  TlogError,
  type Verifier,
  verifyProof,
} from "@oneheart/tlog";
import { CheckError } from "./check-error.ts";
import { type SeenSignature, signaturesOf, signerName } from "./signatures.ts";

/** What a reader gives to be checked. Keys are verifier keys, one a line. */
export interface CheckRequest {
  receipt: string;
  logKeys: string;
  witnessKeys: string;
  quorum: number;
}

/** A receipt that holds, with everything that it shows. */
export interface CheckedReceipt {
  index: number;
  entry: Uint8Array;
  leafHash: Hash;
  path: readonly Hash[];
  checkpoint: OpenedCheckpoint;
  signatures: readonly SeenSignature[];
  policy: CheckpointPolicy;
}

/** Checks a receipt with no network. Throws CheckError or TlogError: see explain. */
export function checkReceipt({ receipt, logKeys, witnessKeys, quorum }: CheckRequest): CheckedReceipt {
  const text = tidy(receipt);
  if (text === "\n") throw new CheckError("undecided", "why_no_receipt");
  const proof = parseProof(text);
  const log = verifiersOf(logKeys);
  if (log.length === 0) throw new CheckError("undecided", "why_no_key");
  const policy: CheckpointPolicy = { log: log.map(asLogKey), witnesses: verifiersOf(witnessKeys).map(asWitnessKey), quorum };
  if (proof.extra === undefined) throw new CheckError("refused", "why_no_entry");
  const { index, checkpoint } = orNameSigners(proof.checkpoint, log, () => verifyProof(text, proof.extra!, policy));
  const opened = openNote(proof.checkpoint, [...policy.log, ...policy.witnesses!]);
  return {
    index,
    entry: proof.extra,
    leafHash: portableHasher.leaf(proof.extra),
    path: proof.hashes,
    checkpoint,
    signatures: signaturesOf(opened, policy, checkpoint),
    policy,
  };
}

/** What mail and editors do to line ends is undone. Whatever else they do to the signed text makes its signature fail. */
function tidy(receipt: string): string {
  return `${receipt.replaceAll(/\r\n?/g, "\n").trim()}\n`;
}

function verifiersOf(keys: string): Verifier[] {
  const lines = keys.split("\n").map((line) => line.trim());
  return lines.filter((line) => line !== "").map(parseVerifierKey);
}

function asLogKey(key: Verifier): Verifier {
  if (key.type === COSIGNATURE_V1) throw new CheckError("undecided", "why_witness_key", { key: signerName(key) });
  return key;
}

function asWitnessKey(key: Verifier): Verifier {
  if (key.type !== COSIGNATURE_V1) throw new CheckError("undecided", "why_no_witness_key", { key: signerName(key) });
  return key;
}

/** When no key fits, says which would and which were given. */
function orNameSigners<T>(checkpoint: string, given: readonly Verifier[], check: () => T): T {
  try {
    return check();
  } catch (cause) {
    if (!(cause instanceof TlogError) || cause.code !== "note_unverified") throw cause;
    const signers = parseNote(checkpoint).signatures.map(signerName).join(", ");
    throw new CheckError("refused", "why_other_key", { signers, given: given.map(signerName).join(", ") }, { cause });
  }
}
