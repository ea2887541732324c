import { sponsorContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { changeStatus } from "../workflows/change-status.ts";

const operation = sponsorContract.operations.endCampaign;

/** Ends a campaign for good. */
export const endCampaign = handle(operation, ({ id }, ctx) => changeStatus(operation, ctx, id, "ended"));
