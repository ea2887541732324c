import { sponsorContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { presentCampaign } from "../present.ts";
import { campaignFor } from "../workflows/access.ts";

const operation = sponsorContract.operations.getCampaign;

/** One campaign, for its organisation and the programme. */
export const getCampaign = handle(operation, async ({ id }, ctx) => presentCampaign(await campaignFor(operation, ctx, id)));
