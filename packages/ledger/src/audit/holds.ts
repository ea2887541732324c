import { sql } from "kysely";
import type { LedgerDb } from "../database.ts";
import type { AuditFinding, AuditStep } from "./step.ts";

const PAGE_HOLDS = 1000;
const BEFORE_ALL = "00000000-0000-0000-0000-000000000000";

interface HoldRow {
  id: string;
  amount: string;
  resolutions: string;
  captured: string;
  transferred: string;
  is_listed_open: boolean;
  has_listed_expiry: boolean;
}

/** Checks each hold: it is resolved at most once, for at most its amount, by a transfer that exists; open ones are listed. */
export async function* auditHolds(db: LedgerDb): AsyncGenerator<AuditStep> {
  const { rows } = await sql<{ total: string; listed: string }>`
    SELECT count(*)::text AS total,
      (SELECT count(*) FROM ledger_open_holds o WHERE NOT EXISTS (SELECT 1 FROM ledger_holds h WHERE h.id = o.hold_id))::text AS listed
    FROM ledger_holds
  `.execute(db);
  const { total, listed } = rows[0]!;
  const unknown: AuditFinding = { code: "hold_open_list_differs", ref: "open holds", message: `${listed} listed holds do not exist` };
  yield { check: "holds", checked: 0, of: Number(total), findings: listed === "0" ? [] : [unknown] };
  for (let after = BEFORE_ALL; ; ) {
    const page = await readPage(db, after);
    if (page.length === 0) return;
    yield { check: "holds", checked: page.length, of: Number(total), findings: page.flatMap(findingsOf) };
    after = page.at(-1)!.id;
  }
}

async function readPage(db: LedgerDb, after: string): Promise<HoldRow[]> {
  const { rows } = await sql<HoldRow>`
    SELECT h.id, h.amount::text, r.resolutions::text, r.captured::text, r.transferred::text,
      o.hold_id IS NOT NULL AS is_listed_open, o.expires_at IS NOT DISTINCT FROM h.expires_at AS has_listed_expiry
    FROM (SELECT * FROM ledger_holds WHERE id > ${after}::uuid ORDER BY id LIMIT ${PAGE_HOLDS}) h
    LEFT JOIN ledger_open_holds o ON o.hold_id = h.id
    CROSS JOIN LATERAL (
      SELECT count(*) AS resolutions, coalesce(sum(r.amount_captured), 0) AS captured, coalesce(sum(t.amount), 0) AS transferred
      FROM ledger_hold_resolutions r
      LEFT JOIN ledger_transfers t ON t.seq = r.seq AND t.position = r.position AND t.hold_id = r.hold_id
      WHERE r.hold_id = h.id
    ) r
    ORDER BY h.id
  `.execute(db);
  return rows;
}

function findingsOf(row: HoldRow): AuditFinding[] {
  const findings: AuditFinding[] = [];
  const ref = `hold ${row.id}`;
  const isOpen = row.resolutions === "0";
  if (BigInt(row.resolutions) > 1n) findings.push({ code: "hold_resolved_more_than_once", ref, message: `${row.resolutions} times` });
  if (BigInt(row.captured) > BigInt(row.amount)) {
    findings.push({ code: "hold_captured_too_much", ref, message: `${row.captured} of ${row.amount}` });
  }
  if (row.captured !== row.transferred) {
    findings.push({ code: "hold_capture_without_transfer", ref, message: `captured ${row.captured}, transferred ${row.transferred}` });
  }
  if (isOpen !== row.is_listed_open || (isOpen && !row.has_listed_expiry)) {
    findings.push({ code: "hold_open_list_differs", ref, message: isOpen ? "open, but not listed so" : "resolved, but listed as open" });
  }
  return findings;
}
