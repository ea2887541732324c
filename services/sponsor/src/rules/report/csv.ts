import type { Drill } from "@oneheart/contracts";
import type { ReportLine } from "./model.ts";

const heads = ["chapter", "id", "of", "measure", "value", "unit", "as_of", "basis", "entries", "from", "to", "drill", "drill_query"];

/** A report's figures as a table (RFC 4180), in UTF-8 with the mark by which spreadsheets know it. */
export function reportCsv(lines: readonly ReportLine[]): string {
  const rows = lines.map(({ chapter, id, of, measure, figure: { value, unit, as_of, basis, drill } }) => [
    ...[chapter, id, of, measure, value, unit, as_of, basis.kind, basis.count, basis.from, basis.to],
    ...(drill === null ? [] : [drill.operation, queryOf(drill.query)]),
  ]);
  return `\u{feff}${[heads, ...rows].map((row) => row.map(fieldOf).join(",")).join("\r\n")}\r\n`;
}

/** A text that a spreadsheet would take for a formula is kept from being one. */
function fieldOf(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function queryOf(query: Drill["query"]): string {
  return new URLSearchParams(Object.entries(query).map(([name, value]): [string, string] => [name, String(value)])).toString();
}
