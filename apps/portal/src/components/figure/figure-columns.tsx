import type { Figure } from "@oneheart/contracts";
import type { Column } from "../table/data-table.tsx";
import { FigureLink } from "./figure-link.tsx";

/** Columns of a table whose cells are figures that lead further; `rowName` is what a row is called. */
export function figureColumns<Name extends string, Row extends Record<Name, Figure>>(
  names: readonly Name[],
  head: (name: Name) => string,
  rowName: (row: Row) => string,
): Array<Column<Row>> {
  return names.map((name) => ({
    key: name,
    head: head(name),
    align: "end",
    value: (row) => row[name].value,
    cell: (row) => <FigureLink label={`${head(name)}, ${rowName(row)}`} figure={row[name]} />,
  }));
}
