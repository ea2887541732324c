import type { Output, sponsorContract } from "@oneheart/contracts";
import { type BaseContext, sealedLinks } from "@oneheart/kernel";
import { languages } from "@oneheart/messages";
import type { ReportRow } from "../store/reports.ts";
import { reportKeys } from "./make-report.ts";

type Report = Output<typeof sponsorContract.operations.listReports>["items"][number];
type Named = ReportRow & { organisation_name: string; campaign_title: string | null };

/** Links to a report's files: a page that a browser opens carries no session. */
export const reportLinks = sealedLinks({ path: "/api/sponsor/report-files", purpose: "sponsor-report", life_ms: 30 * 60_000 });

/** A report with links for whoever may see it. */
export function presentReport(row: Named, ctx: Pick<BaseContext, "vault" | "clock">): Report {
  const { id, organisation_id, organisation_name, currency, campaign_id, campaign_title, from_day, to_day, made_by, created_at, note } =
    row;
  const keys = reportKeys(id);
  return {
    ...{ id, organisation_id, organisation_name, currency, campaign_id, campaign_title, made_by, note },
    ...{ from: from_day, to: to_day, created_at: created_at.toISOString() },
    pages: languages.map((language) => ({ language, url: reportLinks.to(keys.page(language), ctx) })),
    csv_url: reportLinks.to(keys.csv, ctx),
  };
}
