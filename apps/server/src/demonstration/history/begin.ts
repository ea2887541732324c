import type { Kernel, Logger } from "@oneheart/kernel";
import type { ServerSettings } from "../../settings/server.ts";
import { playHistory } from "./history.ts";

/** The demonstration's history, which is played while the server serves. */
export interface History {
  play(): void;
  /** Stops it where it is; the next start goes on. Resolves when nothing of it is under way. */
  end(): Promise<void>;
}

export function beginHistory(kernel: Kernel, settings: ServerSettings, log: Logger): History {
  const ending = new AbortController();
  let playing = Promise.resolve();
  return {
    play() {
      const began = performance.now();
      playing = playHistory(kernel, settings, ending.signal).then(
        (actions) => log.info({ actions, took_s: Math.round((performance.now() - began) / 1000) }, "the demonstration's history is there"),
        (error: unknown) => {
          if (!ending.signal.aborted) log.warn({ err: error }, "the demonstration's history ended early; the next start goes on");
        },
      );
    },
    end() {
      ending.abort();
      return playing;
    },
  };
}
