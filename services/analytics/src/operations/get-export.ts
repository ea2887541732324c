import { analyticsContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { exportStore } from "../store/exports.ts";
import { presentExport } from "../workflows/export/links.ts";

/** One bundle. */
export const getExport = handle(analyticsContract.operations.getExport, async ({ id }, ctx) =>
  presentExport((await exportStore(ctx).find(id)) ?? ctx.fail("export_not_found"), ctx),
);
