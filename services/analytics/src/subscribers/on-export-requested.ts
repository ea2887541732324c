import { analyticsInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { exportQueue } from "../workers/build-exports.ts";

/** Hands the building to the work queue. Harmless to repeat: the same bundle twice is one job. */
export const onExportRequested = subscribe("on-export-requested", analyticsInternal.events.exportRequested, async ({ export_id }, ctx) => {
  await ctx.backing.queue.add(exportQueue, [{ job_id: export_id, payload: { export_id } }]);
});
