import { defineState } from "@oneheart/kernel";
import { createLedger } from "@oneheart/ledger";
import { createSigner } from "@oneheart/tlog";

/** A ledger that knows the accounts it has seen, and the key that signs reports: it follows from the master key. */
export const sponsorState = defineState({
  open: (ctx) => ({
    ledger: createLedger({ newId: ctx.newId, now: () => ctx.clock.now() }),
    reportSigner: createSigner("oneheart/sponsor-reports", ctx.vault.derive("sponsor.report")),
  }),
});
