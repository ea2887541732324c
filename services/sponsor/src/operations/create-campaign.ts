import { sponsorContract } from "@oneheart/contracts";
import { failWith, handle } from "@oneheart/kernel";
import { sealedSize } from "@oneheart/ledger";
import { presentCampaign } from "../present.ts";
import { planProblem, poolSumProblem, termsProblem } from "../rules/campaign-terms.ts";
import { staggerProblem } from "../rules/start-order.ts";
import { campaignStore, type NewCampaign } from "../store/campaigns.ts";
import { requireRole, whoManages } from "../workflows/access.ts";
import { distinct, placeProblem } from "../workflows/places.ts";

const operation = sponsorContract.operations.createCampaign;
const noFunds = {
  ...{ funded_minor: 0n, locked_minor: 0n, reserved_minor: 0n, spent_minor: 0n, refunded_minor: 0n },
  ...{ match_minor: 0n, matched_minor: 0n, actions: 0n },
};

/** Makes a campaign. It pays for quests once there is money in it. */
export const createCampaign = handle(operation, async ({ rate, pools, ...input }, ctx) => {
  await requireRole(operation, ctx, input.organisation_id, { needs: whoManages, hidden: "organisation_not_found" });
  const row: NewCampaign = {
    ...input,
    ...pools,
    id: ctx.newId(),
    organisation_id: input.organisation_id.toLowerCase(),
    zone_ids: distinct(input.zone_ids),
    mission_ids: distinct(input.mission_ids),
    starts_at: new Date(input.starts_at),
    ends_at: new Date(input.ends_at),
    budget_minor: BigInt(input.budget_minor),
    // The next leaf of the log: nobody knows its hash yet.
    draw_leaf: input.staggered_start === null ? null : await sealedSize(ctx.db),
    rate_tokens: BigInt(rate.tokens),
    rate_minor: BigInt(rate.minor),
    status: "active",
    created_at: ctx.clock.now(),
    version: 1,
  };
  const problem = planProblem(row, row.created_at);
  if (problem !== undefined) ctx.fail(problem);
  const known = await campaignStore(ctx).currencies();
  if (!known.includes(row.currency)) ctx.fail("currency_unknown", { known });
  const sum_bps = poolSumProblem(row);
  if (sum_bps !== undefined) ctx.fail("pool_split_invalid", { sum_bps });
  const unfit = termsProblem(row);
  if (unfit !== undefined) ctx.fail(unfit);
  const because = row.staggered_start === null ? undefined : staggerProblem(row.staggered_start, row, row.created_at);
  if (because !== undefined) ctx.fail("staggered_start_invalid", { because });
  const missing = await placeProblem(row, ctx);
  if (missing !== undefined) failWith(ctx, missing);

  return ctx.answer(async (tx) => {
    const campaign_id = await campaignStore(tx).overlapping(row);
    if (campaign_id !== undefined) ctx.fail("campaign_overlaps", { campaign_id });
    await campaignStore(tx).add(row);
    return presentCampaign({ ...row, ...noFunds });
  });
});
