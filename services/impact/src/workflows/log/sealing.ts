import { addGauge, type BaseContext, type Metrics, StartError } from "@oneheart/kernel";
import { createSequencer, createWitnessClient, LedgerLogError, type LogKeys, ledgerLog, openLog } from "@oneheart/ledger";
import type { Witnessing } from "./witnesses.ts";

/** Work of this process that goes on until it is stopped. */
interface Running {
  stop(): Promise<void>;
}

/**
 * Starts to seal the ledger, and to have the log cosigned where there are witnesses; of all processes that do, one at a time does
 * the work. What is left when it is stopped waits for the next start. Refuses a log that has another name.
 */
export async function startSealing(
  ctx: BaseContext,
  metrics: Metrics,
  { keys, witnessing }: { keys: LogKeys; witnessing: Witnessing | undefined },
): Promise<Running> {
  const { origin, signer, earlierSigners } = keys;
  await openLog(ctx.db, origin).catch((error) => {
    throw error instanceof LedgerLogError ? new StartError(`LEDGER_ORIGIN: ${error.message}.`) : error;
  });
  const onError = (error: unknown) => ctx.log.error({ err: error }, "the log could not be sealed; it is tried again");
  const sequencer = createSequencer({ db: ctx.db, origin, signer, earlierSigners, now: () => ctx.clock.now(), onError });
  const running = witnessing === undefined ? [sequencer] : [sequencer, startWitnessing(ctx, metrics, witnessing)];
  return {
    async stop() {
      await Promise.all(running.map((one) => one.stop()));
    },
  };
}

function startWitnessing(ctx: BaseContext, metrics: Metrics, { asked: witnesses, quorum }: Witnessing): Running {
  const onError = (error: unknown) => ctx.log.warn({ err: error }, "the log was not cosigned; the witness is asked again");
  const keys = witnesses.map(({ verifier }) => verifier);
  const help = "Entries of the newest checkpoint that a witness has not cosigned yet";
  addGauge(metrics, { name: "oneheart_log_cosigned_lag_entries", help, label: "witness" }, async () => {
    const lags = await ledgerLog.witnessLag(ctx.db, keys);
    return new Map(keys.map(({ name }, i) => [name, lags[i]!]));
  });
  return createWitnessClient({ db: ctx.db, witnesses, quorum, now: () => ctx.clock.now(), onError });
}
