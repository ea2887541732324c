import { analyticsContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { analyticsState } from "../state.ts";
import { entryStore } from "../store/entries.ts";
import { pageOfDays } from "../workflows/page-of-days.ts";
import { requireNear } from "../workflows/require-near.ts";

/** People and places by the day of their first action: how many, and never who. */
export const figureDays = handle(analyticsContract.operations.figureDays, async ({ figure, upto, ...page }, ctx) => {
  requireNear(upto, Number((await entryStore(ctx.db).totals()).position), ctx);
  const { people, zones } = await ctx.state(analyticsState).columns.firstDays(ctx.db, upto);
  return pageOfDays(figure === "active_zones" ? zones : people, page);
});
