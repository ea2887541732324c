import { defineState } from "@oneheart/kernel";
import { createSigner } from "@oneheart/tlog";
import { createCaughtUp } from "./workflows/caught-up.ts";
import { startCountingFlows } from "./workflows/count-flows.ts";
import { createNation } from "./workflows/told-nation.ts";

/** The columns of all entries, what may be told of them, the counting of the ledger's movements, and the key that signs bundles: it follows from the master key. */
export const analyticsState = defineState({
  open: (ctx) => ({
    columns: createCaughtUp(),
    nation: createNation(),
    counting: startCountingFlows(ctx),
    exportSigner: createSigner("oneheart/government-exports", ctx.vault.derive("analytics.export")),
  }),
  close: ({ counting }) => counting.stop(),
});
