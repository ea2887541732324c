/** Rows as the JSON that `jsonb_to_recordset` takes. Amounts travel as text: JSON has no large integers, and PostgreSQL reads both. */
export function jsonRows(rows: readonly object[]): string {
  return JSON.stringify(rows, (_, value: unknown) => (typeof value === "bigint" ? value.toString() : value));
}
