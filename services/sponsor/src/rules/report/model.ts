import type { Figure, Output, sponsorContract } from "@oneheart/contracts";
import type { WholeFigures } from "../../store/reports.ts";
import type { returnRange } from "../roi.ts";

type Panel = Output<typeof sponsorContract.operations.sponsorPanel>;

/** An entry whose receipt anybody can check. */
export interface ReportEntry {
  at: Date;
  ledger_id: string;
  /** Where its receipt is checked. */
  url: string;
}

/** Everything that a report tells, before it has a language. */
export interface ReportModel {
  id: string;
  created_at: Date;
  from: string | undefined;
  to: string | undefined;
  /** The panel's answer as it is: a report has no figures of its own. */
  panel: Panel;
  /** Null until the organisation has said what it assumes, and where nothing was invested. */
  social_return: ReturnType<typeof returnRange>["result"] | null;
  not_verified: Output<typeof sponsorContract.operations.sponsorRoi>["not_verified"];
  taken_back: number;
  entries: ReportEntry[];
  /** The report before this one, about the same campaigns. */
  before: { figures: WholeFigures; created_at: Date } | undefined;
}

/** One figure of a report, and of what it is. */
export interface ReportLine {
  chapter: "whole" | "campaign" | "zone" | "period" | "voice";
  /** Names are not unique. */
  id: string;
  of: string;
  measure: "spent" | "actions" | "people" | "cost_per_action" | "funded" | "money_share" | "answers";
  figure: Figure;
}

const all = ["spent", "actions", "people", "cost_per_action"] as const;

/** Every figure of a report, once: the page and the table both read them here. */
export function reportLines(panel: Panel): ReportLine[] {
  const lines: ReportLine[] = [];
  const add = (of: Pick<ReportLine, "chapter" | "id" | "of">, figures: Partial<Record<ReportLine["measure"], Figure | null>>) => {
    for (const [measure, figure] of Object.entries(figures) as Array<[ReportLine["measure"], Figure | null]>)
      if (figure !== null) lines.push({ ...of, measure, figure });
  };
  const measuresOf = (row: Record<(typeof all)[number], Figure | null>) => Object.fromEntries(all.map((name) => [name, row[name]]));
  add({ chapter: "whole", id: panel.organisation_id, of: panel.organisation_name }, measuresOf(panel));
  for (const { campaign_id: id, title: of, funded, spent, money_share } of panel.campaigns)
    add({ chapter: "campaign", id, of }, { funded, spent, money_share });
  for (const zone of panel.by_zone) add({ chapter: "zone", id: zone.zone_id, of: zone.name ?? zone.zone_id }, measuresOf(zone));
  for (const { from, to, spent, actions } of panel.trend)
    add({ chapter: "period", id: from, of: from === to ? from : `${from}/${to}` }, { spent, actions });
  for (const { mission_id: id, title: of, answers } of panel.voice)
    if (answers.value !== null) add({ chapter: "voice", id, of }, { answers });
  return lines;
}

export function wholeOf({ spent, actions, people, cost_per_action }: Panel): WholeFigures {
  return { spent: spent.value!, actions: actions.value!, people: people.value!, cost_per_action: cost_per_action?.value ?? null };
}
