import type { Signer } from "@oneheart/tlog";
import { lockState } from "./lock.ts";
import { createWitnessServer } from "./server.ts";
import { StartError } from "./start-error.ts";
import { openState } from "./state-file.ts";
import type { KnownLogs } from "./submission.ts";
import { createWitness } from "./witness.ts";

/** What a witness runs with. */
export interface Settings {
  signer: Signer;
  logs: KnownLogs;
  /** The file that must not be lost. */
  state: string;
  host: string;
  port: number;
}

/** A witness that answers. */
export interface RunningWitness {
  /** Where it listens, such as `http://127.0.0.1:8080`. */
  url: string;
  stop(): Promise<void>;
}

/** How long a stop waits for answers under way. */
const STOP_MS_MAX = 1_000;

/** Starts a witness; throws `StartError` when it cannot, and leaves nothing open then. */
export async function startWitness(settings: Settings, options: { log?: boolean } = {}): Promise<RunningWitness> {
  const { signer, logs, host, port } = settings;
  const lock = await lockState(settings.state);
  try {
    const server = createWitnessServer(createWitness({ signer, logs, state: await openState(settings.state) }), options);
    const url = await server.listen({ host, port }).catch((error: NodeJS.ErrnoException) => {
      throw error.code === undefined ? error : new StartError(`HOST, PORT: ${error.message}`);
    });
    const stop = async () => {
      // A connection on which nothing was asked yet counts as busy: whoever holds one could keep a stop waiting for minutes.
      const cut = setTimeout(() => server.server.closeAllConnections(), STOP_MS_MAX);
      await server.close();
      clearTimeout(cut);
      await lock.release();
    };
    return { url, stop };
  } catch (error) {
    await lock.release();
    throw error;
  }
}
