import { TlogError } from "../errors.ts";
import { splitCosignature } from "../note/cosignature.ts";
import { COSIGNATURE_V1, type KeyIdentity } from "../note/key.ts";
import { isBy, openNote } from "../note/open.ts";
import type { Verifier } from "../note/verifier.ts";
import { type Checkpoint, parseCheckpoint } from "./checkpoint.ts";

/** What must be true of a checkpoint before its root is believed. */
export interface CheckpointPolicy {
  /** Keys of the log; one of them must have signed. */
  readonly log: readonly Verifier[];
  /** The origin line to expect; the name of the first log key when left out. */
  readonly origin?: string;
  /** Keys of known witnesses (cosignature/v1). */
  readonly witnesses?: readonly Verifier[];
  /** How many witnesses of different names must have cosigned; 0 when left out. */
  readonly quorum?: number;
}

/** A cosignature that was checked. */
export interface Cosignature extends KeyIdentity {
  /** When the witness says it saw the checkpoint: seconds since the Unix epoch. */
  readonly timestampSeconds: number;
}

/** A checkpoint that fulfils a policy. */
export interface OpenedCheckpoint extends Required<Checkpoint> {
  readonly cosignatures: readonly Cosignature[];
}

/**
 * Reads a signed checkpoint and checks it against a policy (C2SP tlog-checkpoint, tlog-cosignature).
 * `checkpoint_origin_mismatch`, `checkpoint_unsigned`, `cosignature_quorum`, and the codes of openNote and parseCheckpoint.
 */
export function openCheckpoint(note: string | Uint8Array, policy: CheckpointPolicy): OpenedCheckpoint {
  const witnesses = policy.witnesses ?? [];
  const { text, verified } = openNote(note, [...policy.log, ...witnesses]);
  if (!verified.some((signature) => policy.log.some((key) => isBy(signature, key)))) {
    throw new TlogError("checkpoint_unsigned", "only witnesses have signed");
  }
  const checkpoint = parseCheckpoint(text);
  const origin = policy.origin ?? policy.log[0]!.name;
  if (checkpoint.origin !== origin) {
    throw new TlogError("checkpoint_origin_mismatch", `${JSON.stringify(checkpoint.origin)}, wanted ${JSON.stringify(origin)}`);
  }
  const cosignatures = verified.flatMap(({ name, keyId, signature }) => {
    const cosigned = witnesses.some((key) => key.type === COSIGNATURE_V1 && isBy({ name, keyId }, key));
    return cosigned ? [{ name, keyId, timestampSeconds: splitCosignature(signature)!.timestampSeconds }] : [];
  });
  const count = new Set(cosignatures.map(({ name }) => name)).size;
  const quorum = policy.quorum ?? 0;
  if (count < quorum) throw new TlogError("cosignature_quorum", `${count} of ${quorum}`);
  return { ...checkpoint, cosignatures };
}
