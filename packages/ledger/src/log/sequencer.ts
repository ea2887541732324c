import type { Signer } from "@oneheart/tlog";
import type { Kysely } from "kysely";
import { createPacer, pauseAfter } from "./pacer.ts";
import { SEQUENCE_MAX, sequence } from "./sequence.ts";
import { signCheckpoint } from "./sign.ts";
import { openLog } from "./state.ts";

export interface SequencerOptions<Schema> {
  db: Kysely<Schema>;
  /** Names the log for ever; the signer's key must have the same name. */
  origin: string;
  signer: Signer;
  /** Keys that signed before and still do, until nobody relies on them. */
  earlierSigners?: readonly Signer[];
  now: () => Date;
  /** How often it looks for entries that nobody told it of. */
  interval_ms?: number;
  /** Most entries in one transaction. */
  batch_max?: number;
  /** Hears what went wrong; the sequencer tries again, less and less often. */
  onError?: (error: unknown) => void;
}

/** Takes entries into the log and signs checkpoints until it is stopped. Any number may run: one at a time does the work. */
export interface Sequencer {
  /** Looks for entries now. */
  wake(): void;
  /** Finishes the batch under way. */
  stop(): Promise<void>;
}

/** Takes in up to `batch_max` entries in a transaction of its own, and then signs; answers how many entries. */
export async function sealBatch<Schema>(options: SequencerOptions<Schema>): Promise<number> {
  const { db, signer, earlierSigners, now, batch_max = SEQUENCE_MAX } = options;
  const count = await db
    .transaction()
    .setIsolationLevel("read committed")
    .execute((tx) => sequence(tx, batch_max));
  await signCheckpoint(db, signer, now(), earlierSigners);
  return count;
}

/** Starts a sequencer. A crash between taking in and signing leaves the signing to the next round, of whichever process. */
export function createSequencer<Schema>(options: SequencerOptions<Schema>): Sequencer {
  const { interval_ms = 500, batch_max = SEQUENCE_MAX, onError = () => {} } = options;
  const pacer = createPacer();
  let isOpen = false;
  let failures = 0;

  async function round(): Promise<boolean> {
    try {
      if (!isOpen) await openLog(options.db, options.origin);
      isOpen = true;
      const count = await sealBatch({ ...options, batch_max });
      failures = 0;
      return count === batch_max;
    } catch (error) {
      failures += 1;
      onError(error);
      return false;
    }
  }

  async function run(): Promise<void> {
    while (!pacer.isStopped) {
      const isBehind = await round();
      if (!isBehind) await pacer.pause(pauseAfter(failures, interval_ms));
    }
  }

  const running = run();
  return {
    wake: pacer.wake,
    stop() {
      pacer.stop();
      return running;
    },
  };
}
