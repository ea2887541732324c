interface CsvColumn<Row> {
  head: string;
  value: (row: Row) => string | number | boolean | null | undefined;
}

/** The table as RFC 4180 has it, in UTF-8 with the mark by which spreadsheets know it. */
export function csvOf<Row>(columns: ReadonlyArray<CsvColumn<Row>>, rows: readonly Row[]): string {
  const lines = [columns.map(({ head }) => head), ...rows.map((row) => columns.map(({ value }) => value(row)))];
  return `\u{feff}${lines.map((line) => line.map(fieldOf).join(",")).join("\r\n")}\r\n`;
}

/** A text that a spreadsheet would take for a formula is kept from being one. */
function fieldOf(value: string | number | boolean | null | undefined): string {
  if (value === null || value === undefined) return "";
  if (typeof value !== "string") return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function downloadCsv<Row>(file: string, columns: ReadonlyArray<CsvColumn<Row>>, rows: readonly Row[]): void {
  download(`${file}.csv`, csvOf(columns, rows), "text/csv;charset=utf-8");
}

/** Gives the person a file that was made in the page. */
export function download(name: string, content: string, type: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
