import { formatAddCheckpoint, type NoteSignature, openCosignatures, parseNote, TlogError } from "@oneheart/tlog";
import type { LedgerDb } from "../../database.ts";
import { readCheckpoint, type StoredCheckpoint } from "../checkpoint.ts";
import { consistencyProof } from "../prove.ts";
import { type AskOptions, ask } from "./ask.ts";
import { WitnessError } from "./error.ts";
import { addCosignatures } from "./store.ts";
import type { Witness } from "./witness.ts";

export interface CosignOptions extends AskOptions {
  now: () => Date;
}

// The first may name a size that is no longer right; a second 409 means that somebody else was quicker in between.
const TRIES_MAX = 3;

/**
 * Has a witness cosign a checkpoint and stores what it says, once that is verified. `known_size` is where it is thought to be; it
 * says itself when it is elsewhere. Answers the size that it has cosigned: the checkpoint's, or a later one's.
 * Throws `WitnessError`, and `LedgerLogError` or `TlogError` when the log cannot prove that it only grew.
 */
export async function cosign(
  db: LedgerDb,
  witness: Witness,
  checkpoint: StoredCheckpoint,
  known_size: number,
  options: CosignOptions,
): Promise<number> {
  let oldSize = known_size;
  for (let attempt = 1; attempt <= TRIES_MAX; attempt += 1) {
    const proof = await consistencyProof(db, oldSize, checkpoint);
    const answer = await ask(witness, formatAddCheckpoint({ oldSize, proof, checkpoint: checkpoint.note }), options);
    if ("lines" in answer) {
      await addCosignatures(db, checkpoint.size, verified(witness, answer.lines, checkpoint), options.now());
      return checkpoint.size;
    }
    oldSize = answer.size;
    if (oldSize > checkpoint.size) return requireNotAhead(db, witness, oldSize);
  }
  throw new WitnessError("witness_refused", witness.verifier.name, `another size each of ${TRIES_MAX} times, now ${oldSize}`);
}

function verified({ verifier }: Witness, lines: string, { note }: StoredCheckpoint): readonly NoteSignature[] {
  try {
    return openCosignatures(lines, parseNote(note).text, [verifier]);
  } catch (cause) {
    if (cause instanceof TlogError) throw new WitnessError("witness_answer_invalid", verifier.name, cause.message, { cause });
    throw cause;
  }
}

/** A process beside this one may have submitted a later checkpoint; one that the log does not have, it has lost. */
async function requireNotAhead(db: LedgerDb, { verifier }: Witness, size: number): Promise<number> {
  const newest = (await readCheckpoint(db))?.size ?? 0;
  if (size > newest)
    throw new WitnessError("witness_ahead", verifier.name, `it has cosigned ${size} entries of this log, which has only ${newest}`);
  return size;
}
