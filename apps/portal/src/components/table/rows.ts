/** What a table shows of all its rows, in which order. Pure, and quick for a hundred thousand of them. */
export type Plain = string | number | boolean | null | undefined;

export interface Order {
  key: string;
  descending: boolean;
}

interface Valued<Row> {
  key: string;
  value: (row: Row) => Plain;
}

/** Ascending first, then descending, then as they came. */
export function nextOrder(order: Order | undefined, key: string): Order | undefined {
  if (order?.key !== key) return { key, descending: false };
  return order.descending ? undefined : { key, descending: true };
}

/** Rows without a value stand last in either direction; equal ones keep their order. */
export function sortRows<Row>(rows: readonly Row[], columns: ReadonlyArray<Valued<Row>>, order: Order | undefined): readonly Row[] {
  const column = columns.find(({ key }) => key === order?.key);
  if (column === undefined) return rows;
  const keyed = rows.map((row) => ({ row, key: sortKey(column.value(row)) }));
  const sign = order!.descending ? -1 : 1;
  keyed.sort((a, b) => {
    if (a.key === b.key) return 0;
    if (a.key === undefined) return 1;
    if (b.key === undefined) return -1;
    return a.key < b.key ? -sign : sign;
  });
  return keyed.map(({ row }) => row);
}

function sortKey(value: Plain): string | number | undefined {
  if (value === null || value === undefined || value === "") return undefined;
  return typeof value === "string" ? value.toLocaleLowerCase() : Number(value);
}

/** One text for each row, in which a filter looks. */
export function searchTexts<Row>(rows: readonly Row[], columns: ReadonlyArray<Valued<Row>>): string[] {
  return rows.map((row) =>
    columns
      .map(({ value }) => value(row) ?? "")
      .join("\n")
      .toLocaleLowerCase(),
  );
}

/** The rows that have every word of the filter somewhere. */
export function filterRows<Row>(rows: readonly Row[], texts: readonly string[], filter: string): readonly Row[] {
  const words = filter.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return words.length === 0 ? rows : rows.filter((_, at) => words.every((word) => texts[at]!.includes(word)));
}
