/** The mark by which spreadsheets know that a table is UTF-8. It stands before the first row. */
export const csvMark = "\u{feff}";

/** One row of a table (RFC 4180), with its line end. */
export function csvRow(values: ReadonlyArray<string | number | null | undefined>): string {
  return `${values.map(fieldOf).join(",")}\r\n`;
}

/** A text that a spreadsheet would take for a formula is kept from being one. */
function fieldOf(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
