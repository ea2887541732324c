/** Lets work that goes round and round wait between two rounds, until it is woken or stopped. */
export interface Pacer {
  readonly isStopped: boolean;
  /** Waits; not at all when it was woken since the last pause, or is stopped. */
  pause(ms: number): Promise<void>;
  wake(): void;
  stop(): void;
}

const PAUSE_MS_MAX = 10_000;

/** The pause after so many failures in a row: it doubles with each one. */
export function pauseAfter(failures: number, interval_ms: number): number {
  return Math.min(interval_ms * 2 ** failures, Math.max(interval_ms, PAUSE_MS_MAX));
}

export function createPacer(): Pacer {
  let isStopped = false;
  let isAwake = false;
  let resume = () => {};
  return {
    get isStopped() {
      return isStopped;
    },
    async pause(ms) {
      if (!isAwake && !isStopped) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          resume = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      isAwake = false;
    },
    wake() {
      isAwake = true;
      resume();
    },
    stop() {
      isStopped = true;
      resume();
    },
  };
}
