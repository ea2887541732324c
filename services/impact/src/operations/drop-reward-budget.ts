import { impactContract } from "@oneheart/contracts";
import { handleApproved } from "@oneheart/kernel";
import { dayStore } from "../store/days.ts";

/** Takes a mission's or a zone's own budget away; nobody has to approve that where there is none. */
export const dropRewardBudget = handleApproved(impactContract.operations.dropRewardBudget, {
  async change(of, ctx) {
    const before = await dayStore(ctx).budget(of);
    return before && { before, after: null };
  },
  async run(of, ctx) {
    await ctx.transaction((tx) => dayStore(tx).dropBudget(of));
    return {};
  },
});
