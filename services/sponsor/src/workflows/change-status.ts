import type { CampaignStatus, Operation } from "@oneheart/contracts";
import { type Context, declaredError } from "@oneheart/kernel";
import { presentCampaign } from "../present.ts";
import { campaignStore } from "../store/campaigns.ts";
import { campaignFor, whoManages } from "./access.ts";

/** Pauses, resumes or ends a campaign; one that has ended stays so. */
export async function changeStatus(
  operation: Operation,
  ctx: Pick<Context, "principal" | "db" | "transaction">,
  id: string,
  status: CampaignStatus,
) {
  await campaignFor(operation, ctx, id, whoManages);
  return ctx.transaction(async (tx) => {
    const campaigns = campaignStore(tx);
    const before = await campaigns.lock(id);
    if (before === undefined) throw declaredError(operation, "campaign_not_found");
    if (before.status === "ended") throw declaredError(operation, "campaign_ended", { status: before.status });
    const after = before.status === status ? before : { ...before, status, version: before.version + 1 };
    if (after !== before) await campaigns.update(after);
    return presentCampaign(after);
  });
}
