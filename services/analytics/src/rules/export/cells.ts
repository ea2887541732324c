import { csvRow } from "@oneheart/messages";
import type { CellRow } from "./cell-row.ts";

/** The columns of `cells.csv`, as Table Schema (Frictionless) describes them. */
export const cellFields = [
  { name: "from", type: "yearmonth", description: "First month", constraints: { required: true } },
  {
    name: "to",
    type: "yearmonth",
    description: "Last month; later than the first where months are told together",
    constraints: { required: true },
  },
  { name: "zone_id", type: "string", format: "uuid", description: "Empty where places are told together" },
  { name: "zone_name", type: "string", description: "What the zone is called" },
  { name: "mission_type", type: "string", description: "Kind of work; empty where kinds are told together" },
  { name: "actions", type: "integer", description: "Verified actions, exact", constraints: { required: true, minimum: 0 } },
  {
    name: "people",
    type: "integer",
    description: "Different people, to the nearest five; they do not add up",
    constraints: { required: true, minimum: 5 },
  },
] as const satisfies ReadonlyArray<{ name: keyof CellRow; [property: string]: unknown }>;

export function* cellsCsv(rows: Iterable<CellRow>): Generator<string> {
  yield csvRow(cellFields.map(({ name }) => name));
  for (const row of rows) yield csvRow(cellFields.map(({ name }) => row[name]));
}

/** The same rows, one JSON document a line. */
export function* cellsLines(rows: Iterable<CellRow>): Generator<string> {
  for (const row of rows) yield `${JSON.stringify(row)}\n`;
}
