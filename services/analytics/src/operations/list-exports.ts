import { analyticsContract } from "@oneheart/contracts";
import { decodeIdCursor, handle, pageFrom } from "@oneheart/kernel";
import { exportStore } from "../store/exports.ts";
import { presentExport } from "../workflows/export/links.ts";

/** Bundles, newest first. */
export const listExports = handle(analyticsContract.operations.listExports, async ({ limit, cursor }, ctx) => {
  const rows = await exportStore(ctx).page({ before: decodeIdCursor(cursor), limit: limit + 1 });
  const page = pageFrom(rows, limit, ({ id }) => [id]);
  return { items: page.rows.map((row) => presentExport(row, ctx)), next_cursor: page.next_cursor };
});
