import { defineState } from "@oneheart/kernel";
import { createLedger } from "@oneheart/ledger";

/** A ledger that knows the accounts it has seen. */
export const sponsorState = defineState({
  open: (ctx) => ({ ledger: createLedger({ newId: ctx.newId, now: () => ctx.clock.now() }) }),
});
