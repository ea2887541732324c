import type { Kysely } from "kysely";
import type { LedgerDb } from "../../database.ts";
import { readCheckpoint, type StoredCheckpoint } from "../checkpoint.ts";
import { createPacer, pauseAfter } from "../pacer.ts";
import { whenElected } from "./election.ts";
import { cosignedSizes } from "./store.ts";
import { createTurn, type Turn } from "./turn.ts";
import type { Witness } from "./witness.ts";

export interface WitnessClientOptions<Schema> {
  db: Kysely<Schema>;
  witnesses: readonly Witness[];
  /** How many cosignatures a checkpoint needs before the next one is submitted while a witness is slow. */
  quorum: number;
  now: () => Date;
  /** How often it looks for a new checkpoint, and how long it leaves a witness in peace that failed once. */
  interval_ms?: number;
  /** Longest wait for a witness. */
  timeout_ms?: number;
  /** Hears what went wrong; everything is tried again, less and less often. */
  onError?: (error: unknown) => void;
}

/** Has witnesses cosign new checkpoints until it is stopped. Any number may run: one at a time does the work. */
export interface WitnessClient {
  /** Looks for a new checkpoint now. */
  wake(): void;
  /** Gives up the requests under way. */
  stop(): Promise<void>;
}

/**
 * Starts a witness client. It only reads what is published, so that no witness, slow or dead, delays the log. All witnesses get
 * the same checkpoint, or else one that is slower than the others would never sign what they sign, and there would be no quorum.
 */
export function createWitnessClient<Schema>(options: WitnessClientOptions<Schema>): WitnessClient {
  const { db, witnesses, quorum, now, interval_ms = 1_000, timeout_ms = 10_000, onError = () => {} } = options;
  const pacer = createPacer();
  const stopping = new AbortController();
  const { signal } = stopping;

  async function begin(): Promise<Turn[]> {
    const sizes = await cosignedSizes(
      db,
      witnesses.map(({ verifier }) => verifier),
    );
    return witnesses.map((witness, i) =>
      createTurn({ db, witness, cosigned_size: sizes[i], pause_ms: interval_ms, signal, timeout_ms, now, onError }),
    );
  }

  async function lead(connection: LedgerDb): Promise<void> {
    const turns = await begin();
    let target: StoredCheckpoint | undefined;
    try {
      while (!pacer.isStopped) {
        const newest = await readCheckpoint(connection);
        if (target === undefined || isDone(turns, target, quorum)) target = newest;
        if (target !== undefined) for (const turn of turns) turn.take(target);
        await pacer.pause(interval_ms);
      }
    } finally {
      await Promise.all(turns.map((turn) => turn.ended()));
    }
  }

  async function run(): Promise<void> {
    for (let failures = 0; !pacer.isStopped; ) {
      try {
        await whenElected(db, lead);
        failures = 0;
      } catch (error) {
        failures += 1;
        onError(error);
      }
      await pacer.pause(pauseAfter(failures, interval_ms));
    }
  }

  const running = run();
  return {
    wake: pacer.wake,
    stop() {
      pacer.stop();
      stopping.abort();
      return running;
    },
  };
}

/** A checkpoint is done when enough have cosigned it, or nobody is about to. */
function isDone(turns: readonly Turn[], checkpoint: StoredCheckpoint, quorum: number): boolean {
  return turns.filter((turn) => turn.hasCosigned(checkpoint)).length >= quorum || turns.every((turn) => !turn.isBusy);
}
