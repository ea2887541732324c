import { impactContract } from "@oneheart/contracts";
import { handleApproved } from "@oneheart/kernel";
import { dayStore } from "../store/days.ts";

/** Changes the most that can be earned in a day. What was paid stays. */
export const setRewardPolicy = handleApproved(impactContract.operations.setRewardPolicy, {
  async change(change, ctx) {
    const before = await dayStore(ctx).policy();
    return { before, after: { ...before, ...change } };
  },
  run: (change, ctx) => ctx.transaction((tx) => dayStore(tx).setPolicy(change)),
});
