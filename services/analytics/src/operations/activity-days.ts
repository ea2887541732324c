import { analyticsContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { activityStore } from "../store/activity.ts";
import { pageOfDays } from "../workflows/page-of-days.ts";

/** How many people each day adds, and never who. */
export const activityDays = handle(analyticsContract.operations.activityDays, async ({ figure, day, ...page }, ctx) =>
  pageOfDays(await activityStore(ctx.db).days(figure, day), page),
);
