import { analyticsContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { dashboard } from "../workflows/dashboard.ts";

/** What needs an administrator, and how the programme lives. */
export const adminDashboard = handle(analyticsContract.operations.adminDashboard, (_, ctx) => dashboard(ctx));
