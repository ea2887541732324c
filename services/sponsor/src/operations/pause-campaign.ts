import { sponsorContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { changeStatus } from "../workflows/change-status.ts";

const operation = sponsorContract.operations.pauseCampaign;

/** Pays for no new quests. */
export const pauseCampaign = handle(operation, ({ id }, ctx) => changeStatus(operation, ctx, id, "paused"));
