import { schedule } from "@oneheart/kernel";
import { reportStore } from "../store/reports.ts";
import { reportKeys } from "../workflows/make-report.ts";

const batch = 100;

/** Removes the files of reports that were never finished: their call failed, or another process had the month already. */
export const sweepReports = schedule("sweep-reports", "37 * * * *", async (ctx) => {
  await ctx.transaction(async (tx) => {
    const ids = await reportStore(tx).abandoned(batch);
    for (const key of ids.flatMap((id) => reportKeys(id).all)) await ctx.backing.objects.delete(key);
    await reportStore(tx).forget(ids);
  });
});
