import type { CheckpointPolicy, KeyIdentity, OpenedCheckpoint, OpenedNote } from "@oneheart/tlog";

/** A signature under a checkpoint: checked, or by a key that nobody gave and so worth nothing. */
export interface SeenSignature extends KeyIdentity {
  by: "log" | "witness" | "unknown";
  /** When a witness says that it saw the checkpoint: seconds since the Unix epoch. */
  timestampSeconds?: number;
}

/** Every signature of a checkpoint that was checked, the log's first. */
export function signaturesOf(note: OpenedNote, { log }: CheckpointPolicy, { cosignatures }: OpenedCheckpoint): SeenSignature[] {
  const isLog = (signature: KeyIdentity) => log.some((key) => signerName(key) === signerName(signature));
  return [
    ...note.verified.filter(isLog).map(({ name, keyId }) => ({ name, keyId, by: "log" as const })),
    ...cosignatures.map((cosignature) => ({ ...cosignature, by: "witness" as const })),
    ...note.unverified.map(({ name, keyId }) => ({ name, keyId, by: "unknown" as const })),
  ];
}

/** `name+id`, as verifier keys begin. */
export function signerName({ name, keyId }: KeyIdentity): string {
  return `${name}+${keyId.toString(16).padStart(8, "0")}`;
}
