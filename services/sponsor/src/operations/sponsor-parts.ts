import { sponsorContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { sealedSize } from "@oneheart/ledger";
import { fundedFigure, measureFigure } from "../rules/figures.ts";
import { panelStore } from "../store/panel.ts";
import { scopeFor } from "../workflows/panel-scope.ts";

const operation = sponsorContract.operations.sponsorParts;

/** What a sponsor's figure compares, each with the list of what it is made of. */
export const sponsorParts = handle(operation, async ({ ratio, upto, ...counted }, ctx) => {
  const { campaigns, ...scope } = await scopeFor(operation, ctx, counted);
  const { position, sums } = await panelStore(ctx).sumsAt(scope, upto);
  if (upto > position) ctx.fail("figure_not_counted_yet");
  const of = { ...counted, upto, as_of: ctx.clock.now(), tree_size: await sealedSize(ctx.db) };
  const part = measureFigure("spent", sums, of, counted);
  if (ratio === "cost_per_action") return { part, whole: measureFigure("actions", sums, of, counted) };
  // A share of money is of one campaign.
  const campaign_id = campaigns.length === 1 ? campaigns[0]!.id : ctx.fail("campaign_not_found");
  const { funded_minor, contributions } = await panelStore(ctx).fundedAt(campaign_id, upto);
  return { part, whole: fundedFigure(funded_minor, contributions, { ...of, campaign_id }) };
});
