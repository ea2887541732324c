/** Reports of what a sponsor's money did: a page that prints well, and the same figures as a table, kept and signed. */
import { z } from "zod";
import { operation, refusal } from "../common/define.ts";
import { Id, pageInput, pageOf, shape, Time } from "../common/shared.ts";
import { CurrencyCode } from "./campaign.ts";
import { panelNotFound, panelRange } from "./panel.ts";

/** In which languages a report is written. */
export const ReportLanguage = z.enum(["en", "th"]);

export const SponsorReport = shape("SponsorReport", {
  id: Id,
  organisation_id: Id,
  organisation_name: z.string(),
  currency: z.string(),
  /** Null for all campaigns of the currency. */
  campaign_id: Id.nullable(),
  campaign_title: z.string().nullable(),
  from: z.iso.date().nullable(),
  to: z.iso.date().nullable(),
  /** Each month is reported on by itself. */
  made_by: z.enum(["person", "schedule"]),
  created_at: Time,
  /** Links that live for minutes. */
  pages: z.array(shape("ReportInLanguage", { language: ReportLanguage, url: z.string() })),
  csv_url: z.string(),
  /** A signed note (C2SP signed-note) with the SHA-256 of each file; its key is at `GET /api/sponsor/report-key`. */
  note: z.string(),
});

export const reportOperations = {
  makeReport: operation({
    route: "POST /api/sponsor/reports",
    summary: "Make a report of what an organisation's money did, and keep it",
    access: ["sponsor", "admin"],
    idempotent: true,
    input: z.object({ organisation_id: Id.optional(), currency: CurrencyCode.optional(), ...panelRange }),
    output: SponsorReport,
    status: 201,
    errors: {
      ...panelNotFound,
      days_reversed: 422,
      currency_unknown: refusal(422, shape("ReportCurrencies", { known: z.array(z.string()) })),
    },
  }),
  listReports: operation({
    route: "GET /api/sponsor/reports",
    summary: "An organisation's reports, newest first",
    access: ["sponsor", "admin", "government"],
    input: z.object({ ...pageInput, organisation_id: Id.optional() }),
    output: pageOf(SponsorReport),
    errors: { organisation_not_found: 404 },
  }),
  /** Reached by the links of reports; the sealed name is the permission. */
  reportFile: operation({
    route: "GET /api/sponsor/report-files/:sealed",
    summary: "The bytes behind a link of a report",
    access: ["anyone"],
    answer: "bytes",
    limit: "none",
    input: z.object({ sealed: z.string().max(1000) }),
    output: z.unknown(),
    errors: { link_invalid: 403, media_not_found: 404 },
  }),
  reportKey: operation({
    route: "GET /api/sponsor/report-key",
    summary: "The verifier key of reports' signatures, in note syntax",
    access: ["anyone"],
    input: z.object({}),
    output: shape("ReportKey", { key: z.string() }),
  }),
} as const;
