import { analyticsContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { goalStore } from "../store/goals.ts";

/** Which goals kinds of missions serve. */
export const getGoalMappings = handle(analyticsContract.operations.getGoalMappings, async (_, ctx) => {
  const row = await goalStore(ctx).get();
  return { ...row, updated_at: row.updated_at.toISOString() };
});
