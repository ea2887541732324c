import { sponsorContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { changeStatus } from "../workflows/change-status.ts";

const operation = sponsorContract.operations.resumeCampaign;

/** Pays for new quests again. */
export const resumeCampaign = handle(operation, ({ id }, ctx) => changeStatus(operation, ctx, id, "active"));
