import type { LedgerDb } from "../../database.ts";
import type { StoredCheckpoint } from "../checkpoint.ts";
import { type CosignOptions, cosign } from "./cosign.ts";
import type { Witness } from "./witness.ts";

/** One witness's part: at most one request at a time, and pauses that grow while it fails. */
export interface Turn {
  readonly isBusy: boolean;
  hasCosigned(checkpoint: StoredCheckpoint): boolean;
  /** Asks for this checkpoint's cosignature, unless it is there, the witness is busy, or it is left in peace for now. */
  take(checkpoint: StoredCheckpoint): void;
  /** When the request under way has ended. */
  ended(): Promise<void>;
}

export interface TurnOptions extends CosignOptions {
  db: LedgerDb;
  witness: Witness;
  /** Largest tree that it has cosigned. */
  cosigned_size: number | undefined;
  /** Pause after a first failure; it doubles with each further one. */
  pause_ms: number;
  onError: (error: unknown) => void;
}

const PAUSE_MS_MAX = 60_000;

export function createTurn({ db, witness, cosigned_size = -1, pause_ms, onError, ...options }: TurnOptions): Turn {
  let size = cosigned_size;
  let failures = 0;
  let peace_until = 0;
  let running: Promise<void> | undefined;

  async function attempt(checkpoint: StoredCheckpoint): Promise<void> {
    try {
      size = await cosign(db, witness, checkpoint, Math.max(size, 0), options);
      failures = 0;
    } catch (error) {
      if (options.signal.aborted) return;
      peace_until = performance.now() + Math.min(pause_ms * 2 ** failures, PAUSE_MS_MAX);
      failures += 1;
      onError(error);
    }
  }

  return {
    get isBusy() {
      return running !== undefined;
    },
    hasCosigned: (checkpoint) => size >= checkpoint.size,
    take(checkpoint) {
      if (running !== undefined || size >= checkpoint.size || performance.now() < peace_until) return;
      running = attempt(checkpoint).finally(() => {
        running = undefined;
      });
    },
    ended: async () => running,
  };
}
