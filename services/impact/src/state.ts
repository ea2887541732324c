import { defineState } from "@oneheart/kernel";
import { createLedger } from "@oneheart/ledger";
import { impactSettings } from "./settings.ts";
import { startSealing } from "./workflows/log/sealing.ts";
import { logKeys } from "./workflows/log/signing.ts";
import { witnessingOf } from "./workflows/log/witnesses.ts";

/** The log's keys and witnesses, read once, the sealing of this process, and a ledger that knows the accounts it has seen. */
export const impactState = defineState({
  async open(ctx, metrics) {
    const keys = await logKeys(ctx.settings(impactSettings), ctx.vault);
    const witnessing = witnessingOf(ctx.settings(impactSettings));
    const sealing = await startSealing(ctx, metrics, { keys, witnessing });
    return { keys, witnessing, sealing, ledger: createLedger({ newId: ctx.newId, now: () => ctx.clock.now() }) };
  },
  close: ({ sealing }) => sealing.stop(),
});
