import { addGauge, type BaseContext, type Metrics, StartError } from "@oneheart/kernel";
import { createSequencer, createWitnessClient, LedgerLogError, ledgerLog, openLog } from "@oneheart/ledger";
import { logKeys } from "./signing.ts";
import { type Witnessing, witnessingOf } from "./witnesses.ts";

const running = new Set<{ stop(): Promise<void> }>();

/**
 * Starts to seal the ledger, and to have the log cosigned where there are witnesses; of all processes that do, one at a time does
 * the work. Refuses a log that has another name, and settings that no log can have.
 */
export async function startSealing(ctx: BaseContext, metrics: Metrics): Promise<void> {
  const { origin, signer, earlierSigners } = await logKeys(ctx);
  const witnessing = witnessingOf(ctx.settings);
  await openLog(ctx.db, origin).catch((error) => {
    throw error instanceof LedgerLogError ? new StartError(`LEDGER_ORIGIN: ${error.message}.`) : error;
  });
  const onError = (error: unknown) => ctx.log.error({ err: error }, "the log could not be sealed; it is tried again");
  running.add(createSequencer({ db: ctx.db, origin, signer, earlierSigners, now: () => ctx.clock.now(), onError }));
  if (witnessing) startWitnessing(ctx, metrics, witnessing);
}

/** Ends the sealing of this process; what is left waits for the next start. */
export async function stopSealing(): Promise<void> {
  const all = [...running];
  running.clear();
  await Promise.all(all.map((one) => one.stop()));
}

function startWitnessing(ctx: BaseContext, metrics: Metrics, { asked: witnesses, quorum }: Witnessing): void {
  const onError = (error: unknown) => ctx.log.warn({ err: error }, "the log was not cosigned; the witness is asked again");
  running.add(createWitnessClient({ db: ctx.db, witnesses, quorum, now: () => ctx.clock.now(), onError }));
  const keys = witnesses.map(({ verifier }) => verifier);
  const help = "Entries of the newest checkpoint that a witness has not cosigned yet";
  addGauge(metrics, { name: "oneheart_log_cosigned_lag_entries", help, label: "witness" }, async () => {
    const lags = await ledgerLog.witnessLag(ctx.db, keys);
    return new Map(keys.map(({ name }, i) => [name, lags[i]!]));
  });
}
