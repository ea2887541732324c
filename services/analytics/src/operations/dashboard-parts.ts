import { analyticsContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { partsOf } from "../workflows/dashboard.ts";

/** What a share of the dashboard compares. */
export const dashboardParts = handle(analyticsContract.operations.dashboardParts, ({ figure }, ctx) => partsOf(ctx, figure));
