import type { Figure } from "@oneheart/contracts";
import { renderSVG } from "uqr";
import { type Html, html } from "./html.ts";
import { type ReportLine, type ReportModel, reportLines } from "./model.ts";
import type { Writing } from "./writing.ts";

/** The chapters in their order. Each figure is marked with its chapter, measure and exact value. */
export function chaptersOf(model: ReportModel, title: string, write: Writing): Html[] {
  const lines = reportLines(model.panel);
  return [
    verdict(model, title, lines, write),
    money(lines, write),
    dimensions(model, lines, write),
    voice(model, lines, write),
    evidence(model, write),
    unverified(model, write),
    method(model, write),
  ];
}

function verdict(model: ReportModel, title: string, lines: readonly ReportLine[], { t, numbers }: Writing): Html {
  const { panel, social_return: range } = model;
  const big = lines.filter(({ chapter }) => chapter === "whole");
  const unit = numbers.money(100, panel.currency);
  return html`<section class="first"><h1>${title}</h1><p class="soft">${daysOf(model, { t, numbers })}</p>
<h2>${t("report.verdict")}</h2>
<p>${
    panel.spent.basis.count === 0
      ? t("report.verdict_none")
      : t("report.verdict_some", {
          spent: numbers.figure(panel.spent),
          actions: numbers.figure(panel.actions),
          people: numbers.figure(panel.people),
        })
  }</p>
<dl class="big">${big.map((line) => html`<div><dt>${t(`report.${line.measure}`)}</dt><dd>${marked(line, numbers.figure)}</dd></div>`)}</dl>
<p>${
    range === null
      ? t("report.return_unknown")
      : t("report.return_range", {
          low: numbers.ratio(range.low.ratio_bps),
          base: numbers.ratio(range.base.ratio_bps),
          high: numbers.ratio(range.high.ratio_bps),
          unit,
        })
  }</p>
<ul>${panel.campaigns.map((campaign) => {
    const money = numbers.figure(campaign.money_share);
    const pace = t("report.pace", { campaign: campaign.title, money, time: numbers.share(campaign.time_share_bps) });
    const { forecast } = campaign;
    const low = forecast && numbers.money(forecast.low_minor, panel.currency);
    const high = forecast && numbers.money(forecast.high_minor, panel.currency);
    return html`<li>${pace} ${low === null || high === null ? null : t("report.forecast", { low, high })}</li>`;
  })}</ul>
<p class="soft">${t("report.made", { moment: numbers.moment(model.created_at), id: model.id })}</p></section>`;
}

function daysOf({ from, to }: ReportModel, { t, numbers }: Writing): string {
  if (from !== undefined && to !== undefined) return t("report.days", { from: numbers.day(from), to: numbers.day(to) });
  if (from !== undefined) return t("report.days_from", { from: numbers.day(from) });
  return to === undefined ? t("report.days_all") : t("report.days_to", { to: numbers.day(to) });
}

function money(lines: readonly ReportLine[], write: Writing): Html {
  return html`<section><h2>${write.t("report.money")}</h2>${table(lines, "campaign", "report.campaign", write)}</section>`;
}

function dimensions({ panel, taken_back }: ReportModel, lines: readonly ReportLine[], write: Writing): Html {
  const { t, numbers } = write;
  const cost = panel.cost_per_action === null ? "–" : numbers.figure(panel.cost_per_action);
  return html`<section><h2>${t("report.who_how_much")}</h2>
<h3>${t("report.what")}</h3><p>${t("report.what_more", { actions: numbers.figure(panel.actions) })}</p>
<h3>${t("report.who")}</h3><p>${t("report.who_more", { people: numbers.figure(panel.people) })}</p>
<h3>${t("report.how_much")}</h3><p>${t("report.how_much_more", { spent: numbers.figure(panel.spent), cost })}</p>
<h3>${t("report.contribution")}</h3><p>${t("report.contribution_more")}</p>
<h3>${t("report.risk")}</h3><p>${t("report.risk_more", { count: taken_back })}</p></section>
<section><h2>${t("report.where")}</h2>${table(lines, "zone", "report.zone", write)}</section>
<section><h2>${t("report.over_time")}</h2>${table(lines, "period", "report.period", write)}</section>`;
}

/** What people said whom the work is for, with how many of them answered. */
function voice({ panel }: ReportModel, lines: readonly ReportLine[], { t, numbers }: Writing): Html {
  const told = panel.voice.map(({ mission_id, title, handed_out, response_bps, cells }) => {
    const line = lines.find(({ chapter, id }) => chapter === "voice" && id === mission_id);
    if (line === undefined || response_bps === null) return html`<li>${t("report.voice_few", { title })}</li>`;
    const shareOf = (wanted: (cell: (typeof cells)[number]) => boolean) =>
      numbers.share((cells.filter(wanted).reduce((sum, { amount }) => sum + amount, 0) * 10_000) / line.figure.value!);
    const helped = shareOf(({ helped }) => helped >= 4);
    const more = shareOf(({ wanted }) => wanted === "more");
    const answered = { title, handed_out: numbers.value(handed_out, "people"), share: numbers.share(response_bps) };
    return html`<li>${marked(line, numbers.figure)} ${t("report.voice_answered", answered)} ${t("report.voice_said", { helped, more })}</li>`;
  });
  return html`<section><h2>${t("report.voice")}</h2>${told.length === 0 ? html`<p>${t("report.voice_none")}</p>` : html`<ul>${told}</ul>`}</section>`;
}

function evidence({ entries }: ReportModel, { t, numbers }: Writing): Html {
  const codes = entries.map(
    ({ at, url }) =>
      html`<li><a href="${url}"><span aria-hidden="true">${{ html: renderSVG(url, { border: 1 }) }}</span>${t("report.receipt", { moment: numbers.moment(at) })}</a></li>`,
  );
  return html`<section><h2>${t("report.evidence")}</h2><p>${t(entries.length === 0 ? "report.evidence_none" : "report.evidence_more")}</p>
<ul class="codes">${codes}</ul></section>`;
}

function unverified({ not_verified }: ReportModel, { t }: Writing): Html {
  return html`<section><h2>${t("report.unverified")}</h2><ul>${not_verified.map((code) => html`<li>${t(`report.${code}`)}</li>`)}</ul></section>`;
}

function method({ panel, before }: ReportModel, { t, numbers }: Writing): Html {
  const compared = (["spent", "actions", "people", "cost_per_action"] as const).map((measure) => {
    const now = panel[measure];
    const then = before?.figures[measure] ?? null;
    const unit = measure === "cost_per_action" ? panel.spent.unit : panel[measure].unit;
    return html`<tr><th scope="row">${t(`report.${measure}`)}</th><td class="n">${then === null ? "–" : numbers.value(then, unit)}</td><td class="n">${now === null ? "–" : numbers.figure(now)}</td></tr>`;
  });
  return html`<section><h2>${t("report.method")}</h2><p>${t("report.method_figures")}</p><p>${t("report.method_signed")}</p>
<h2>${t("report.changes")}</h2>${
    before === undefined
      ? html`<p>${t("report.changes_none")}</p>`
      : html`<p>${t("report.changes_since", { moment: numbers.moment(before.created_at) })}</p>
<table><thead><tr><th>${t("report.measure")}</th><th class="n">${t("report.then")}</th><th class="n">${t("report.now")}</th></tr></thead><tbody>${compared}</tbody></table>`
  }</section>`;
}

/** A chapter's figures: one row for each campaign, zone or period. */
function table(
  lines: readonly ReportLine[],
  chapter: ReportLine["chapter"],
  head: `report.${"campaign" | "zone" | "period"}`,
  write: Writing,
) {
  const { t, numbers } = write;
  const own = lines.filter((line) => line.chapter === chapter);
  const measures = [...new Set(own.map(({ measure }) => measure))];
  const rows = [...Map.groupBy(own, ({ id }) => id).values()];
  if (rows.length === 0) return html`<p>${t("report.verdict_none")}</p>`;
  return html`<div class="scroll"><table><thead><tr><th>${t(head)}</th>${measures.map((measure) => html`<th class="n">${t(`report.${measure}`)}</th>`)}</tr></thead><tbody>${rows.map(
    (figures) =>
      html`<tr><th scope="row">${nameOf(figures[0]!, numbers)}</th>${measures.map((measure) => {
        const line = figures.find((one) => one.measure === measure);
        return html`<td class="n">${line === undefined ? "–" : marked(line, numbers.figure)}</td>`;
      })}</tr>`,
  )}</tbody></table></div>`;
}

function nameOf({ chapter, of }: ReportLine, { day }: Writing["numbers"]): string {
  return chapter === "period" ? of.split("/").map(day).join(" – ") : of;
}

function marked({ chapter, id, measure, figure }: ReportLine, text: (figure: Figure) => string): Html {
  return html`<data data-chapter="${chapter}" data-id="${id}" data-measure="${measure}" value="${figure.value}">${text(figure)}</data>`;
}
