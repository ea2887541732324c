import { impactInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { presentEntry } from "../present.ts";
import { impactStore } from "../store/impact.ts";

/** The ledger entries of several actions; those without one are left out. */
export const impactOfActions = handle(impactInternal.operations.impactOfActions, async ({ action_ids }, ctx) => ({
  items: (await impactStore(ctx).ledgerOfActions(action_ids)).map(presentEntry),
}));
