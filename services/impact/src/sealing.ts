import { type BaseContext, StartError } from "@oneheart/kernel";
import { createSequencer, LedgerLogError, openLog, type Sequencer } from "@oneheart/ledger";
import { logSigner } from "./signing.ts";

const running = new Set<Sequencer>();

/** Starts to seal the ledger; of all processes that do, one at a time does the work. Refuses a log that has another name. */
export async function startSealing(ctx: BaseContext): Promise<void> {
  const { origin, signer } = logSigner(ctx);
  await openLog(ctx.db, origin).catch((error) => {
    throw error instanceof LedgerLogError ? new StartError(`LEDGER_ORIGIN: ${error.message}.`) : error;
  });
  const onError = (error: unknown) => ctx.log.error({ err: error }, "the log could not be sealed; it is tried again");
  running.add(createSequencer({ db: ctx.db, origin, signer, now: () => ctx.clock.now(), onError }));
}

/** Ends the sealing of this process; what is left waits for the next start. */
export async function stopSealing(): Promise<void> {
  const sequencers = [...running];
  running.clear();
  await Promise.all(sequencers.map((sequencer) => sequencer.stop()));
}
