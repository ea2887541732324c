import { analyticsContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { monthsIn, periodFacts, periodOf } from "../workflows/periods.ts";

/** Months, newest first. */
export const listPeriods = handle(analyticsContract.operations.listPeriods, async (_, ctx) => {
  const facts = await periodFacts(ctx);
  const now = ctx.clock.now();
  return { items: monthsIn(facts).map((month) => periodOf(month, facts, now)) };
});
