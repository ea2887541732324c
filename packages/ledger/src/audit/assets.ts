import { sql } from "kysely";
import type { LedgerDb } from "../database.ts";
import type { AuditFinding, AuditStep } from "./step.ts";

interface AssetRow {
  code: string;
  debits_posted: string;
  credits_posted: string;
  debits_pending: string;
  credits_pending: string;
  issued: string;
  burned: string;
  held: string;
}

/** Per asset: debits equal credits, posted and pending, and what was issued is either burned or held. */
export async function* auditAssets(db: LedgerDb): AsyncGenerator<AuditStep> {
  const { rows } = await sql<AssetRow>`
    SELECT s.code,
      coalesce(sum(a.debits_posted), 0)::text AS debits_posted, coalesce(sum(a.credits_posted), 0)::text AS credits_posted,
      coalesce(sum(a.debits_pending), 0)::text AS debits_pending, coalesce(sum(a.credits_pending), 0)::text AS credits_pending,
      coalesce(sum(a.debits_posted::numeric - a.credits_posted) FILTER (WHERE a.kind = 'issuance'), 0)::text AS issued,
      coalesce(sum(a.credits_posted::numeric - a.debits_posted) FILTER (WHERE a.kind = 'burned'), 0)::text AS burned,
      coalesce(sum(a.credits_posted::numeric - a.debits_posted) FILTER (WHERE a.kind NOT IN ('issuance', 'burned')), 0)::text AS held
    FROM ledger_assets s LEFT JOIN ledger_accounts a ON a.asset_id = s.id
    GROUP BY s.code ORDER BY s.code
  `.execute(db);
  yield { check: "assets", checked: rows.length, of: rows.length, findings: rows.flatMap(findingsOf) };
}

function findingsOf(row: AssetRow): AuditFinding[] {
  const findings: AuditFinding[] = [];
  const ref = row.code;
  if (row.debits_posted !== row.credits_posted) {
    findings.push({ code: "debits_differ_from_credits", ref, message: `posted ${row.debits_posted} against ${row.credits_posted}` });
  }
  if (row.debits_pending !== row.credits_pending) {
    findings.push({ code: "pending_differs", ref, message: `pending ${row.debits_pending} against ${row.credits_pending}` });
  }
  if (BigInt(row.issued) - BigInt(row.burned) !== BigInt(row.held)) {
    findings.push({ code: "issued_burned_held_differ", ref, message: `issued ${row.issued}, burned ${row.burned}, held ${row.held}` });
  }
  return findings;
}
