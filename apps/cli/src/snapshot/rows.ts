import { SnapshotError } from "./layout.ts";

const columns = [
  "leaf_index",
  "position",
  "transaction_id",
  "kind",
  "reason_ref",
  "occurred_at",
  "type",
  "asset",
  "amount",
  "debit_kind",
  "debit_owner",
  "debit_commitment",
  "credit_kind",
  "credit_owner",
  "credit_commitment",
  "transfer_id",
  "hold_id",
  "expires_at",
  "subject_commitment",
  "corrects",
  "detail",
] as const;

type Fields = Record<string, unknown>;

/** The first line of `entries.csv`. */
export const csvHeader = csvLine(columns);

/** An entry of the log as a line of `entries.jsonl`: its index, and its text as it was hashed. Throws `SnapshotError` unless it is a ledger leaf. */
export function jsonLine(index: number, entry: Uint8Array): string {
  parseLeaf(index, entry);
  return `{"leaf_index":${index},"entry":${decode(entry)}}\n`;
}

/** An entry as lines of `entries.csv`, one for each movement in it. Amounts are in minor units. */
export function csvLines(index: number, entry: Uint8Array): string {
  const leaf = parseLeaf(index, entry);
  return leaf.entries.map((line, position) => csvLine(cellsOf(index, position, leaf, line))).join("");
}

function cellsOf(index: number, position: number, leaf: Fields, line: Fields): unknown[] {
  const [debit, credit] = [fieldsOf(line.debit), fieldsOf(line.credit)];
  return [
    index,
    position,
    leaf.id,
    leaf.kind,
    leaf.reason_ref,
    leaf.occurred_at,
    line.type,
    line.asset,
    line.amount,
    debit.kind,
    debit.owner,
    debit.commitment,
    credit.kind,
    credit.owner,
    credit.commitment,
    line.id,
    line.hold,
    line.expires_at,
    leaf.subject,
    leaf.corrects,
    leaf.detail,
  ];
}

function parseLeaf(index: number, entry: Uint8Array): Fields & { entries: Fields[] } {
  try {
    const leaf = fieldsOf(JSON.parse(decode(entry)));
    if (Array.isArray(leaf.entries)) return { ...leaf, entries: leaf.entries.map(fieldsOf) };
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error instanceof TypeError)) throw error;
  }
  throw new SnapshotError(`entry ${index}: not a leaf of a ledger`);
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const decode = (entry: Uint8Array): string => utf8.decode(entry);

function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}

/** RFC 4180, every cell in quotes. */
function csvLine(cells: readonly unknown[]): string {
  return `${cells.map((cell) => `"${safeCell(textOf(cell)).replaceAll('"', '""')}"`).join(",")}\r\n`;
}

function textOf(cell: unknown): string {
  if (cell === undefined || cell === null) return "";
  return typeof cell === "object" ? JSON.stringify(cell) : String(cell);
}

/** Spreadsheets calculate what begins like a formula, even in quotes (OWASP, CSV injection): an apostrophe makes it text. */
function safeCell(text: string): string {
  return /^[=+\-@\t\r\n＝＋－＠]/.test(text.trimStart()) || /^[\t\r\n]/.test(text) ? `'${text}` : text;
}
