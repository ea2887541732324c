import { impactInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { activeRules } from "../workflows/active-rules.ts";

/** How the credits of awards are divided. */
export const poolSplit = handle(impactInternal.operations.poolSplit, async (_, ctx) => {
  const { local, national, global } = (await activeRules(ctx)).rules.allocation_bps;
  return { local_bps: local, national_bps: national, global_bps: global };
});
