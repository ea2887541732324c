import { createHash } from "node:crypto";
import type { Language } from "@oneheart/messages";
import { chaptersOf } from "./chapters.ts";
import { type Html, html } from "./html.ts";
import type { ReportModel } from "./model.ts";
import { writingIn } from "./writing.ts";

const style = `
:root{color-scheme:light;--ink:#1a1d21;--soft:#5f676f;--line:#e4e0d8;--brand:#a31d4b}
*{box-sizing:border-box}
body{margin:0;color:var(--ink);background:#fff;font:16px/1.6 Inter,"Noto Sans Thai","Sarabun",system-ui,sans-serif}
main{max-width:860px;margin:0 auto;padding:40px 24px 64px}
h1{margin:0;font-size:1.9rem;line-height:1.25}h2{margin:40px 0 8px;padding-top:16px;border-top:2px solid var(--brand);font-size:1.25rem}
h3{margin:20px 0 2px;font-size:1rem}p{margin:6px 0;max-width:75ch}.soft{color:var(--soft);font-size:.875rem}
.big{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:12px;margin:20px 0}
.big div{padding:12px 14px;border:1px solid var(--line);border-radius:10px}.big dt{color:var(--soft);font-size:.8125rem}
.big dd{margin:0;font-size:1.35rem;font-weight:650}dl{margin:0}data{font-variant-numeric:tabular-nums}
.scroll{overflow-x:auto}table{width:100%;border-collapse:collapse;margin:10px 0;font-size:.9rem}
th,td{padding:6px 8px;border-bottom:1px solid var(--line);text-align:start;vertical-align:top}th{color:var(--soft);font-weight:570}
td.n,th.n{text-align:end}ul{padding-inline-start:1.2em}
.codes{display:grid;grid-template-columns:repeat(auto-fill,minmax(150px,1fr));gap:16px;padding:0;list-style:none}
.codes svg{display:block;width:120px;height:120px}.codes a{color:inherit;font-size:.75rem;overflow-wrap:anywhere}
@page{margin:18mm 16mm}@media print{main{max-width:none;padding:0}body{font-size:11pt}h2{break-after:avoid}
.first{break-after:page}tr,li,.big div{break-inside:avoid}.scroll{overflow:visible}thead{display:table-header-group}}`;

/** The policy of a report's page: its one style, nothing else, and nothing runs. */
export const pagePolicy = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'; sandbox allow-popups allow-top-navigation-by-user-activation`;

/** A report as a page in a language: the master, which browsers print. */
export function reportPage(model: ReportModel, language: Language): string {
  const write = writingIn(language);
  const title = write.t("report.title", { organisation: model.panel.organisation_name });
  const page: Html = html`<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title><style>${{ html: style }}</style></head><body><main>${chaptersOf(model, title, write)}</main></body></html>`;
  return `${page.html}\n`;
}
