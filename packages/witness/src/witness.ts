import { formatCosignatures, type Signer, signBy } from "@oneheart/tlog";
import { review } from "./review.ts";
import type { State } from "./state-file.ts";
import { type KnownLogs, readSubmission, type Submission } from "./submission.ts";

export interface WitnessOptions {
  /** A cosigner (cosignature/v1). */
  signer: Signer;
  logs: KnownLogs;
  state: State;
}

/** Cosigns checkpoints of logs that only grow (C2SP tlog-witness). */
export interface Witness extends WitnessOptions {
  /** Answers the cosignature lines for an add-checkpoint request; throws `Refusal`. */
  addCheckpoint(body: Uint8Array): Promise<string>;
}

export function createWitness(options: WitnessOptions): Witness {
  const { signer, logs, state } = options;
  const queues = new Map<string, Promise<unknown>>();

  /** One request per log at a time: between the look at the last tree and the storing of the next nothing may come. */
  function inLine<T>(origin: string, work: () => Promise<T>): Promise<T> {
    const done = (queues.get(origin) ?? Promise.resolve()).then(work);
    queues.set(
      origin,
      done.catch(() => {}),
    );
    return done;
  }

  async function cosign(submission: Submission): Promise<string> {
    const { checkpoint, note, text } = submission;
    const last = state.last(checkpoint.origin);
    review(submission, last);
    if (last?.size !== checkpoint.size) await state.save(checkpoint.origin, note);
    return formatCosignatures([signBy(signer, text)]);
  }

  return {
    ...options,
    async addCheckpoint(body) {
      const submission = readSubmission(body, logs);
      return inLine(submission.checkpoint.origin, () => cosign(submission));
    },
  };
}
