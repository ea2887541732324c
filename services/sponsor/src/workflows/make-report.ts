import { createHash } from "node:crypto";
import { WHOLE_PARTS } from "@oneheart/contracts";
import type { BaseContext } from "@oneheart/kernel";
import { languages } from "@oneheart/messages";
import { signFiles } from "@oneheart/tlog";
import { reportCsv } from "../rules/report/csv.ts";
import { type ReportEntry, type ReportModel, reportLines, wholeOf } from "../rules/report/model.ts";
import { reportPage } from "../rules/report/page.ts";
import { returnRange, unproven } from "../rules/roi.ts";
import { sponsorSettings } from "../settings.ts";
import { sponsorState } from "../state.ts";
import type { CampaignRow } from "../store/campaigns.ts";
import { panelStore } from "../store/panel.ts";
import { type ReportRow, reportStore } from "../store/reports.ts";
import { roiStore } from "../store/roi.ts";
import { panelOf } from "./panel.ts";
import { publicBase } from "./public-base.ts";

/** About whom, of which campaigns and days. */
export interface Subject {
  who: { organisation_id: string; organisation_name: string; currency: string; currencies: string[] };
  campaigns: readonly CampaignRow[];
  campaign_id?: string;
  from?: string;
  to?: string;
}

const entriesShown = 12;

/** Where a report's files lie. */
export const reportKeys = (id: string) => ({
  csv: `reports/${id}/figures.csv`,
  page: (language: string) => `reports/${id}/report.${language}.html`,
  all: [`reports/${id}/figures.csv`, ...languages.map((language) => `reports/${id}/report.${language}.html`)],
});

/** Writes a report's files into the object store; the row that the caller adds makes it a report, else they are removed an hour later. */
export async function makeReport(ctx: BaseContext, subject: Subject, made_by: ReportRow["made_by"]): Promise<ReportRow> {
  const model = await modelOf(ctx, subject);
  const { id, created_at, panel } = model;
  const keys = reportKeys(id);
  const files = [
    ...languages.map((language) => ({
      key: keys.page(language),
      content_type: "text/html; charset=utf-8",
      text: reportPage(model, language),
    })),
    { key: keys.csv, content_type: "text/csv; charset=utf-8", text: reportCsv(reportLines(panel)) },
  ].map(({ text, ...file }) => ({ ...file, body: Buffer.from(text) }));
  await reportStore(ctx).begin(id);
  for (const { key, content_type, body } of files) await ctx.backing.objects.put(key, body, { content_type });
  const hashes = files.map(({ key, body }) => ({ name: key.split("/").at(-1)!, sha256: createHash("sha256").update(body).digest("hex") }));
  const { organisation_id, currency } = subject.who;
  return {
    ...{ id, organisation_id, currency, created_at, made_by },
    campaign_id: subject.campaign_id ?? null,
    from_day: subject.from ?? null,
    to_day: subject.to ?? null,
    figures: wholeOf(panel),
    note: signFiles({ title: "OneHeart sponsor report", id, made_at: created_at, files: hashes }, ctx.state(sponsorState).reportSigner),
  };
}

async function modelOf(ctx: BaseContext, { who, campaigns, campaign_id, from, to }: Subject): Promise<ReportModel> {
  const panel = { ...who, ...(await panelOf(ctx, { ...who, campaign_id, from, to, campaigns })) };
  const scope = { campaign_ids: campaigns.map(({ id }) => id), from, to };
  const { organisation_id, currency } = who;
  const assumptions = await roiStore(ctx).find(organisation_id, currency);
  const quantities = { actions: panel.actions.value! / WHOLE_PARTS, people: panel.people.value! / WHOLE_PARTS };
  const spent = panel.spent.value!;
  return {
    id: ctx.newId(),
    created_at: ctx.clock.now(),
    ...{ from, to, panel },
    social_return: assumptions === null || spent <= 0 ? null : returnRange(assumptions, quantities, spent).result,
    not_verified: [...unproven],
    taken_back: await reportStore(ctx).takenBack(scope),
    entries: await entriesOf(ctx, scope, Number(panel.spent.drill!.query.upto)),
    before: await reportStore(ctx).last({ organisation_id, currency, campaign_id: campaign_id ?? null }),
  };
}

/** The newest awards that the figures count. */
async function entriesOf(
  ctx: BaseContext,
  scope: Parameters<ReturnType<typeof panelStore>["lines"]>[1],
  upto: number,
): Promise<ReportEntry[]> {
  const base = publicBase(ctx.settings(sponsorSettings));
  const lines = await panelStore(ctx).lines("actions", scope, upto + 1, 3 * entriesShown);
  const awards = lines.flatMap(({ at, kind, ledger_id }) => (kind === "sponsor.draw" && ledger_id !== null ? [{ at, ledger_id }] : []));
  return awards.slice(0, entriesShown).map((entry) => ({ ...entry, url: `${base}/verify?entry=${entry.ledger_id}` }));
}
