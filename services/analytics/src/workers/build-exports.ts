import type { QueueWorker } from "@oneheart/kernel";
import { exportStore } from "../store/exports.ts";
import { buildExport } from "../workflows/export/build.ts";

/** The work queue of bundles that are to be built. */
export const exportQueue = "export_queue";

/** Builds bundles one after the other: each holds the cells of its period in memory. */
export const exportWorker: QueueWorker = {
  queue: exportQueue,
  concurrency: 1,
  attempts: 3,
  async run({ export_id }, ctx) {
    const row = await exportStore(ctx).find(String(export_id));
    if (row !== undefined && row.state !== "ready") await buildExport(ctx, row);
  },
  async onDead({ export_id }, error, ctx) {
    ctx.log.error({ err: error, export_id }, "a government's bundle could not be built");
    await exportStore(ctx).fail(String(export_id));
  },
};
