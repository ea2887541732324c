import { sponsorContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { panelOf } from "../workflows/panel.ts";
import { questionFor } from "../workflows/panel-question.ts";

const operation = sponsorContract.operations.sponsorPanel;

/** What an organisation's money did. Money of two currencies is never added up: the panel is of one of them. */
export const sponsorPanel = handle(operation, async (question, ctx) => {
  const { who, campaigns } = await questionFor(operation, ctx, question);
  return { ...who, ...(await panelOf(ctx, { ...question, ...who, campaigns })) };
});
