import { sponsorContract, WHOLE_PARTS } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { sealedSize } from "@oneheart/ledger";
import { measureFigure } from "../rules/figures.ts";
import { returnRange, unproven } from "../rules/roi.ts";
import { panelStore } from "../store/panel.ts";
import { roiStore } from "../store/roi.ts";
import { measuredOf } from "../workflows/measured.ts";
import { questionFor } from "../workflows/panel-question.ts";

const operation = sponsorContract.operations.sponsorRoi;

/** Counted outcomes, what is assumed of them, and the range that follows. */
export const sponsorRoi = handle(operation, async (question, ctx) => {
  const { from, to, campaign_id } = question;
  const { who, campaigns } = await questionFor(operation, ctx, question);
  const scope = { campaign_ids: campaigns.map(({ id }) => id), from, to };
  const { position: upto, total } = await panelStore(ctx).overview(scope, "month");
  const counted = { ...who, campaign_id, upto, as_of: ctx.clock.now(), tree_size: await sealedSize(ctx.db) };
  const [invested, actions, people] = (["spent", "actions", "people"] as const).map((measure) =>
    measureFigure(measure, total, counted, { from, to }),
  ) as [ReturnType<typeof measureFigure>, ReturnType<typeof measureFigure>, ReturnType<typeof measureFigure>];
  const assumptions = await roiStore(ctx).find(who.organisation_id, who.currency);
  const quantities = { actions: Number(total.action_parts) / WHOLE_PARTS, people: Number(total.people_parts) / WHOLE_PARTS };
  const isKnown = assumptions !== null && total.spent_minor > 0n;
  const range = isKnown ? returnRange(assumptions, quantities, Number(total.spent_minor)) : { result: null, sensitivity: [] };
  const measured = await Promise.all(campaigns.map((campaign) => measuredOf(ctx, campaign)));
  return { ...who, measured, invested, actions, people, assumptions, ...range, not_verified: [...unproven] };
});
