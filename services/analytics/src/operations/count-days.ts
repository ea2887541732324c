import { analyticsContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { countsOf } from "../workflows/dashboard.ts";
import { pageOfDays } from "../workflows/page-of-days.ts";

/** What happened on each day. */
export const countDays = handle(analyticsContract.operations.countDays, async ({ figure, from, to, ...page }, ctx) =>
  pageOfDays(await countsOf(ctx.db, figure, from, to), page),
);
