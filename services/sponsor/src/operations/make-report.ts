import { sponsorContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { reportStore } from "../store/reports.ts";
import { makeReport as make } from "../workflows/make-report.ts";
import { questionFor } from "../workflows/panel-question.ts";
import { presentReport } from "../workflows/report-links.ts";

const operation = sponsorContract.operations.makeReport;

/** Makes a report now. Sent again under its key, it is the first one. */
export const makeReport = handle(operation, async (question, ctx) => {
  const { campaign_id, from, to } = question;
  const { who, campaigns } = await questionFor(operation, ctx, question);
  const row = await make(ctx, { who, campaigns, campaign_id, from, to }, "person");
  const campaign_title = campaign_id === undefined ? null : (campaigns[0]?.title ?? null);
  return ctx.answer(async (tx) => {
    if (!(await reportStore(tx).add(row))) throw new Error("the report took so long that its files are removed");
    return presentReport({ ...row, ...who, campaign_title }, ctx);
  });
});
