import { impactContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { dayStore } from "../store/days.ts";

/** Gives a mission or a zone a day's budget of its own. One that does not exist spends nothing, so nobody is asked whether it does. */
export const setRewardBudget = handle(impactContract.operations.setRewardBudget, async (budget, ctx) => {
  await dayStore(ctx).setBudget(budget);
  return budget;
});
