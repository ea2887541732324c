import { localDay } from "@oneheart/contracts";
import { analyticsInternal } from "@oneheart/contracts/internal";
import { schedule } from "@oneheart/kernel";
import { entryStore } from "../store/entries.ts";
import { exportStore } from "../store/exports.ts";
import { programmeStore } from "../store/programme.ts";

/** Every day a bundle of everything up to now, so that what governments have of the programme never depends on who asked. */
export const snapshot = schedule("government-snapshot", "30 3 * * *", async (ctx) => {
  const first = await entryStore(ctx.db).firstDay();
  if (first === null) return;
  const now = ctx.clock.now();
  const day = localDay(now, (await programmeStore(ctx).get()).time_zone);
  const months = { from_month: first.slice(0, 7), to_month: [day, first].toSorted().at(-1)!.slice(0, 7) };
  await ctx.transaction(async (tx) => {
    const row = await exportStore(tx).add({ id: ctx.newId(), ...months, made_by: "schedule", day, created_at: now });
    if (row !== undefined) tx.emit(analyticsInternal.events.exportRequested, { export_id: row.id });
  });
});
