import { type Checkpoint, openCheckpoint, parseCheckpoint, parseNote, parseVerifierKey, TlogError, type Verifier } from "@oneheart/tlog";
import { sql } from "kysely";
import type { LedgerDb } from "../../database.ts";
import type { LogAuditFinding } from "./step.ts";

const PAGE_CHECKPOINTS = 500;

interface Row {
  id: string;
  size: string;
  note: string;
}

/**
 * The checkpoints, smallest tree first, to be held against the tree while it is rebuilt. Roots of one growing tree are
 * consistent with each other, so that roots that agree show consistency too.
 */
export function checkpointChecker(db: LedgerDb, verifierKeys: readonly string[]) {
  const verifiers = verifierKeys.map(parseVerifierKey);
  let page: Row[] = [];
  let last: Row = { id: "0", size: "-1", note: "" };
  let right_size = 0;
  let wrong = 0;

  async function next(): Promise<Row | undefined> {
    if (page.length === 0) page = await readPage(db, last);
    return page[0];
  }

  return {
    /** Size of the next checkpoint's tree. */
    async nextSize(): Promise<number | undefined> {
      const row = await next();
      return row && Number(row.size);
    },
    /** Checks the checkpoints of the size that the tree has now; `root` is undefined for those beyond its end. */
    async check(size: number, root: Uint8Array | undefined): Promise<{ checked: number; findings: LogAuditFinding[] }> {
      const findings: LogAuditFinding[] = [];
      let checked = 0;
      for (let row = await next(); row !== undefined && Number(row.size) === size; row = await next()) {
        last = page.shift()!;
        checked += 1;
        const { checkpoint, findings: own } = open(row, verifiers);
        findings.push(...own);
        if (checkpoint === undefined) continue;
        const ref = `checkpoint ${row.size}`;
        if (root === undefined) {
          findings.push({ code: "checkpoint_beyond_log", ref, message: "it signs more leaves than there are" });
        } else if (checkpoint.size === size && Buffer.compare(checkpoint.rootHash, root) === 0) {
          right_size = size;
        } else {
          wrong += 1;
          const message = `not the root of the leaves; what differs is between leaf ${right_size} and ${size}`;
          // Every later one is wrong too: the first says where.
          if (wrong === 1) findings.push({ code: "checkpoint_root_differs", ref, message });
        }
      }
      return { checked, findings };
    },
  };
}

async function readPage(db: LedgerDb, after: Row): Promise<Row[]> {
  const { rows } = await sql<Row>`
    SELECT c.id::text, c.size::text, c.note FROM log_checkpoints c
    WHERE (c.size, c.id) > (${after.size}::bigint, ${after.id}::bigint)
    ORDER BY c.size, c.id LIMIT ${PAGE_CHECKPOINTS}`.execute(db);
  return rows;
}

function open({ size, note }: Row, verifiers: readonly Verifier[]): { checkpoint?: Checkpoint; findings: LogAuditFinding[] } {
  const ref = `checkpoint ${size}`;
  try {
    const checkpoint = parseCheckpoint(parseNote(note).text);
    const isSigned = verifiers.length === 0 || verifiers.some((verifier) => isSignedBy(note, verifier));
    const findings: LogAuditFinding[] = isSigned ? [] : [{ code: "checkpoint_unsigned", ref, message: "by none of the keys given" }];
    return { checkpoint, findings };
  } catch (error) {
    if (!(error instanceof TlogError)) throw error;
    return { findings: [{ code: "checkpoint_unreadable", ref, message: error.message }] };
  }
}

function isSignedBy(note: string, verifier: Verifier): boolean {
  try {
    openCheckpoint(note, { log: [verifier] });
    return true;
  } catch (error) {
    if (error instanceof TlogError) return false;
    throw error;
  }
}
