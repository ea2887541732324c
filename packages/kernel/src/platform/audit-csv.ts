import { csvMark, csvRow } from "@oneheart/messages";
import type { AuditRecord } from "../audit.ts";
import type { AuditFilter, platformStore } from "./store.ts";

const rowsAtOnce = 1000;
const columns = [
  ...["id", "at", "actor_id", "role", "operation", "target", "outcome"],
  ...["ip_address", "request_id", "approval_id", "approved_by"],
] as ReadonlyArray<keyof AuditRecord>;

/** The lines of the audit log that fit, newest first, read while they are sent. */
export async function* auditCsv(filter: AuditFilter, { audit }: Pick<ReturnType<typeof platformStore>, "audit">): AsyncGenerator<string> {
  yield csvMark + csvRow(columns);
  let before: string | undefined;
  do {
    const rows = await audit(filter, rowsAtOnce, before);
    if (rows.length > 0) yield rows.map((row) => csvRow(columns.map((column) => textOf(row[column])))).join("");
    before = rows.length === rowsAtOnce ? rows.at(-1)!.id : undefined;
  } while (before !== undefined);
}

function textOf(value: AuditRecord[keyof AuditRecord]): string | null {
  return value instanceof Date ? value.toISOString() : value;
}
