import type { Drill } from "@oneheart/contracts";
import { csvMark, csvRow } from "@oneheart/messages";
import type { ReportLine } from "./model.ts";

const heads = ["chapter", "id", "of", "measure", "value", "unit", "as_of", "basis", "entries", "from", "to", "drill", "drill_query"];

/** A report's figures as a table (RFC 4180), in UTF-8 with the mark by which spreadsheets know it. */
export function reportCsv(lines: readonly ReportLine[]): string {
  const rows = lines.map(({ chapter, id, of, measure, figure: { value, unit, as_of, basis, drill } }) => [
    ...[chapter, id, of, measure, value, unit, as_of, basis.kind, basis.count, basis.from, basis.to],
    ...(drill === null ? [] : [drill.operation, queryOf(drill.query)]),
  ]);
  return csvMark + [heads, ...rows].map(csvRow).join("");
}

function queryOf(query: Drill["query"]): string {
  return new URLSearchParams(Object.entries(query).map(([name, value]): [string, string] => [name, String(value)])).toString();
}
