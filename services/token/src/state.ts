import { defineState } from "@oneheart/kernel";
import { createLedger } from "@oneheart/ledger";
import { pickupKeyOf } from "./handover/pickup.ts";
import { hostsOf } from "./handover/webhook-address.ts";
import { tokenSettings } from "./settings.ts";

/** A ledger that knows the accounts it has seen, the key of pick-ups, and where webhooks may go beside public addresses. */
export const tokenState = defineState({
  open: async (ctx) => ({
    ledger: createLedger({ newId: ctx.newId, now: () => ctx.clock.now() }),
    pickup: await pickupKeyOf(ctx.vault),
    privateHosts: hostsOf(ctx.settings(tokenSettings).REWARD_WEBHOOK_PRIVATE_HOSTS),
  }),
});
