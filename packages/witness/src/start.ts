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
      await server.close();
      await lock.release();
    };
    return { url, stop };
  } catch (error) {
    await lock.release();
    throw error;
  }
}
