import { analyticsContract } from "@oneheart/contracts";
import { analyticsInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { monthBefore } from "../rules/nation/periods.ts";
import { exportStore } from "../store/exports.ts";
import { presentExport } from "../workflows/export/links.ts";
import { monthNow } from "../workflows/month-now.ts";

/** Asks for a bundle. Whoever asks for the same months while it is made gets the one that is under way. */
export const createExport = handle(analyticsContract.operations.createExport, async ({ from, to }, ctx) => {
  if (from > to) ctx.fail("months_reversed");
  const last = monthBefore(await monthNow(ctx));
  if (to > last) ctx.fail("period_not_over", { last });
  const asked = { id: ctx.newId(), from_month: from, to_month: to, made_by: "person" as const, day: null, created_at: ctx.clock.now() };
  return ctx.answer(async (tx) => {
    const store = exportStore(tx);
    const row = await store.add(asked);
    if (row !== undefined) tx.emit(analyticsInternal.events.exportRequested, { export_id: row.id });
    return presentExport(row ?? (await store.underWay(from, to))!, ctx);
  });
});
