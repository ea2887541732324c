import { impactContract } from "@oneheart/contracts";
import { handleApproved } from "@oneheart/kernel";
import { dayStore } from "../store/days.ts";

/** Gives a mission or a zone a day's budget of its own. One that does not exist spends nothing, so nobody is asked whether it does. */
export const setRewardBudget = handleApproved(impactContract.operations.setRewardBudget, {
  async change({ scope, id, day_xp, day_tokens }, ctx) {
    return { before: (await dayStore(ctx).budget({ scope, id })) ?? null, after: { scope, day_xp, day_tokens } };
  },
  async run(budget, ctx) {
    await ctx.transaction((tx) => dayStore(tx).setBudget(budget));
    return budget;
  },
});
