import { sql } from "kysely";
import type { LedgerDb } from "../../database.ts";
import type { LogAuditCode, LogAuditFinding, LogAuditOptions, LogAuditStep } from "./step.ts";

const PAGE_TRANSACTIONS = 5_000;
const PENDING_S_MAX = 300;

interface PageRow {
  last: string | null;
  checked: number;
  missing: string[] | null;
  twice: string[] | null;
  late: string[] | null;
}

const messages = {
  transaction_not_in_log: "neither sealed nor pending",
  transaction_sealed_and_pending: "sealed, and pending to be sealed again",
  transaction_pending_too_long: "still not sealed",
} as const;

/** Each transaction is either sealed or pending, and not pending for long; nothing else is pending. */
export async function* auditLogTransactions(db: LedgerDb, options: LogAuditOptions): AsyncGenerator<LogAuditStep> {
  const { rows } = await sql<{ total: string }>`SELECT count(*)::text AS total FROM ledger_transactions`.execute(db);
  const of = Number(rows[0]!.total);
  for (let after = "0"; ; ) {
    const page = await readPage(db, after, options);
    if (page.last === null) break;
    const findings = [
      ...name("transaction_not_in_log", page.missing),
      ...name("transaction_sealed_and_pending", page.twice),
      ...name("transaction_pending_too_long", page.late),
    ];
    yield { check: "log_transactions", checked: page.checked, of, findings };
    after = page.last;
  }
  yield { check: "log_transactions", checked: 0, of, findings: await pendingStrangers(db) };
}

async function readPage(db: LedgerDb, after: string, { now, pending_s_max = PENDING_S_MAX }: LogAuditOptions): Promise<PageRow> {
  const deadline = new Date(now.getTime() - pending_s_max * 1000);
  const { rows } = await sql<PageRow>`
    WITH page AS (
      SELECT id, seq, occurred_at FROM ledger_transactions WHERE seq > ${after}::bigint ORDER BY seq LIMIT ${PAGE_TRANSACTIONS}
    ), placed AS (
      SELECT x.id::text, x.seq, x.occurred_at,
        EXISTS (SELECT FROM log_leaves l WHERE l.transaction_id = x.id) AS is_sealed,
        EXISTS (SELECT FROM log_pending p WHERE p.seq = x.seq AND p.transaction_id = x.id) AS is_pending
      FROM page x
    )
    SELECT max(seq)::text AS last, count(*)::int AS checked,
      array_agg(id ORDER BY seq) FILTER (WHERE NOT is_sealed AND NOT is_pending) AS missing,
      array_agg(id ORDER BY seq) FILTER (WHERE is_sealed AND is_pending) AS twice,
      array_agg(id ORDER BY seq) FILTER (WHERE is_pending AND NOT is_sealed AND occurred_at < ${deadline}) AS late
    FROM placed`.execute(db);
  return rows[0]!;
}

function name(code: keyof typeof messages & LogAuditCode, ids: readonly string[] | null): LogAuditFinding[] {
  return (ids ?? []).map((id) => ({ code, ref: `transaction ${id}`, message: messages[code] }));
}

const STRANGERS_MAX = 1_000;

async function pendingStrangers(db: LedgerDb): Promise<LogAuditFinding[]> {
  const { rows } = await sql<{ id: string; seq: string }>`
    SELECT p.transaction_id AS id, p.seq::text FROM log_pending p
    WHERE NOT EXISTS (SELECT FROM ledger_transactions x WHERE x.seq = p.seq AND x.id = p.transaction_id)
    ORDER BY p.seq LIMIT ${STRANGERS_MAX}`.execute(db);
  return rows.map(({ id, seq }) => ({
    code: "pending_without_transaction",
    ref: `transaction ${id}`,
    message: `pending with seq ${seq}, but there is no such transaction`,
  }));
}
