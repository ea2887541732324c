import { sql } from "kysely";
import type { LedgerDb } from "../database.ts";
import type { AuditFinding, AuditStep } from "./step.ts";

const PAGE_ACCOUNTS = 500;

interface AccountRow {
  id: string;
  may_go_negative: boolean;
  /** debits posted, credits posted, debits pending, credits pending. */
  stored: string;
  summed: string;
  version: string;
  entries: string;
  available: string;
  lowest: string;
}

/** Each account: equals the sum of its entries, counts them, and replayed in seq order was never below its limit. */
export async function* auditAccounts(db: LedgerDb): AsyncGenerator<AuditStep> {
  const { rows } = await sql<{ total: string }>`SELECT count(*)::text AS total FROM ledger_accounts`.execute(db);
  const of = Number(rows[0]!.total);
  for (let after = "0"; ; ) {
    const page = await readPage(db, after);
    if (page.length === 0) return;
    yield { check: "accounts", checked: page.length, of, findings: page.flatMap(findingsOf) };
    after = page.at(-1)!.id;
  }
}

async function readPage(db: LedgerDb, after: string): Promise<AccountRow[]> {
  const { rows } = await sql<AccountRow>`
    WITH page AS (
      SELECT * FROM ledger_accounts WHERE id > ${after}::bigint ORDER BY id LIMIT ${PAGE_ACCOUNTS}
    ), legs (account_id, seq, position, dp, cp, dq, cq) AS (
      SELECT p.id, t.seq, t.position, t.amount, 0, 0, 0 FROM page p JOIN ledger_transfers t ON t.debit_account_id = p.id
      UNION ALL SELECT p.id, t.seq, t.position, 0, t.amount, 0, 0 FROM page p JOIN ledger_transfers t ON t.credit_account_id = p.id
      UNION ALL SELECT p.id, h.seq, h.position, 0, 0, h.amount, 0 FROM page p JOIN ledger_holds h ON h.debit_account_id = p.id
      UNION ALL SELECT p.id, h.seq, h.position, 0, 0, 0, h.amount FROM page p JOIN ledger_holds h ON h.credit_account_id = p.id
      UNION ALL SELECT p.id, r.seq, r.position, 0, 0, -h.amount, 0
        FROM page p JOIN ledger_holds h ON h.debit_account_id = p.id JOIN ledger_hold_resolutions r ON r.hold_id = h.id
      UNION ALL SELECT p.id, r.seq, r.position, 0, 0, 0, -h.amount
        FROM page p JOIN ledger_holds h ON h.credit_account_id = p.id JOIN ledger_hold_resolutions r ON r.hold_id = h.id
    ), entries AS (
      SELECT account_id, seq, position, sum(dp) AS dp, sum(cp) AS cp, sum(dq) AS dq, sum(cq) AS cq
      FROM legs GROUP BY account_id, seq, position
    ), replay AS (
      SELECT *, sum(cp - dp - dq) OVER (PARTITION BY account_id ORDER BY seq, position) AS available FROM entries
    ), totals AS (
      SELECT account_id, count(*) AS entries, concat_ws('/', sum(dp), sum(cp), sum(dq), sum(cq)) AS summed, min(available) AS lowest
      FROM replay GROUP BY account_id
    )
    SELECT p.id::text, p.may_go_negative, concat_ws('/', p.debits_posted, p.credits_posted, p.debits_pending, p.credits_pending) AS stored,
      coalesce(t.summed, '0/0/0/0') AS summed, p.version::text, coalesce(t.entries, 0)::text AS entries,
      (p.credits_posted::numeric - p.debits_posted - p.debits_pending)::text AS available, coalesce(t.lowest, 0)::text AS lowest
    FROM page p LEFT JOIN totals t ON t.account_id = p.id ORDER BY p.id
  `.execute(db);
  return rows;
}

function findingsOf(row: AccountRow): AuditFinding[] {
  const findings: AuditFinding[] = [];
  const ref = `account ${row.id}`;
  if (row.stored !== row.summed)
    findings.push({ code: "balance_differs_from_entries", ref, message: `${row.stored} against ${row.summed}` });
  if (row.version !== row.entries)
    findings.push({ code: "version_differs_from_entries", ref, message: `${row.version} against ${row.entries}` });
  if (row.may_go_negative) return findings;
  if (BigInt(row.available) < 0n) findings.push({ code: "balance_below_limit", ref, message: `available ${row.available}` });
  if (BigInt(row.lowest) < 0n) findings.push({ code: "balance_was_below_limit", ref, message: `lowest ${row.lowest}` });
  return findings;
}
