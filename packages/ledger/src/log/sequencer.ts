import type { Signer } from "@oneheart/tlog";
import type { Kysely } from "kysely";
import { SEQUENCE_MAX, sequence } from "./sequence.ts";
import { signCheckpoint } from "./sign.ts";
import { openLog } from "./state.ts";

export interface SequencerOptions<Schema> {
  db: Kysely<Schema>;
  /** Names the log for ever; the signer's key must have the same name. */
  origin: string;
  signer: Signer;
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

const PAUSE_MS_MAX = 10_000;

/** Takes in up to `batch_max` entries in a transaction of its own, and then signs; answers how many entries. */
export async function sealBatch<Schema>({ db, signer, now, batch_max = SEQUENCE_MAX }: SequencerOptions<Schema>): Promise<number> {
  const count = await db
    .transaction()
    .setIsolationLevel("read committed")
    .execute((tx) => sequence(tx, batch_max));
  await signCheckpoint(db, signer, now());
  return count;
}

/** Starts a sequencer. A crash between taking in and signing leaves the signing to the next round, of whichever process. */
export function createSequencer<Schema>(options: SequencerOptions<Schema>): Sequencer {
  const { interval_ms = 500, batch_max = SEQUENCE_MAX, onError = () => {} } = options;
  let isStopped = false;
  let isAwake = false;
  let isOpen = false;
  let failures = 0;
  let resume = () => {};

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

  async function pause(): Promise<void> {
    if (isStopped || isAwake) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, Math.min(interval_ms * 2 ** failures, Math.max(interval_ms, PAUSE_MS_MAX)));
      resume = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async function run(): Promise<void> {
    while (!isStopped) {
      isAwake = false;
      const isBehind = await round();
      if (!isBehind) await pause();
    }
  }

  const running = run();
  return {
    wake() {
      isAwake = true;
      resume();
    },
    stop() {
      isStopped = true;
      resume();
      return running;
    },
  };
}
