import { impactContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { dayStore } from "../store/days.ts";

/** Takes a mission's or a zone's own budget away. */
export const dropRewardBudget = handle(impactContract.operations.dropRewardBudget, async (of, ctx) => {
  await dayStore(ctx).dropBudget(of);
  return {};
});
