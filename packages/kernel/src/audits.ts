import type { Database } from "./database.ts";

/** Something stored that is not what the ledger says. `ref` names the row. */
export interface AuditFinding {
  code: string;
  ref: string;
  message: string;
}

/** One page of a check: `checked` more of `of` in total. */
export interface AuditStep {
  check: string;
  checked: number;
  of: number;
  findings: AuditFinding[];
}

/** Compares what a service keeps with the ledger, a page at a time. The database given is a snapshot: a REPEATABLE READ transaction. */
export type Audit = (db: Database) => AsyncIterable<AuditStep>;

/** How a table is read and judged row by row. */
export interface TableAudit<Row> {
  /** What the check is called in the report. */
  check: string;
  /** How many rows there are. */
  total(db: Database): Promise<number>;
  /** The next rows after a key, in the order of the key; from the start when it is undefined. */
  page(db: Database, after: string | undefined): Promise<Row[]>;
  keyOf(row: Row): string;
  findingsOf(row: Row): AuditFinding[];
}

/** An audit that walks a table by its key, so that memory stays bounded whatever its size. */
export function auditTable<Row>({ check, total, page, keyOf, findingsOf }: TableAudit<Row>): Audit {
  return async function* (db) {
    const of = await total(db);
    yield { check, checked: 0, of, findings: [] };
    for (let after: string | undefined; ; ) {
      const rows = await page(db, after);
      if (rows.length === 0) return;
      yield { check, checked: rows.length, of, findings: rows.flatMap(findingsOf) };
      after = keyOf(rows.at(-1)!);
    }
  };
}
