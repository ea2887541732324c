import { defineState } from "@oneheart/kernel";
import { createSigner } from "@oneheart/tlog";
import { createCaughtUp } from "./workflows/caught-up.ts";
import { startCountingFlows } from "./workflows/count-flows.ts";

/** The columns of all entries, the counting of the ledger's movements, and the key that signs bundles: it follows from the master key. */
export const analyticsState = defineState({
  open: (ctx) => ({
    columns: createCaughtUp(),
    counting: startCountingFlows(ctx),
    exportSigner: createSigner("oneheart/government-exports", ctx.vault.derive("analytics.export")),
  }),
  close: ({ counting }) => counting.stop(),
});
