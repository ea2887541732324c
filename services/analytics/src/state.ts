import { defineState } from "@oneheart/kernel";
import { createCaughtUp } from "./workflows/caught-up.ts";
import { startCountingFlows } from "./workflows/count-flows.ts";

/** The columns of all entries, and the counting of the ledger's movements. */
export const analyticsState = defineState({
  open: (ctx) => ({ columns: createCaughtUp(), counting: startCountingFlows(ctx) }),
  close: ({ counting }) => counting.stop(),
});
