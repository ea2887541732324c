import { type RawBuilder, sql } from "kysely";
import type { AuditRecord } from "./audit.ts";
import type { Database } from "./database.ts";
import { type Delivery, deliveryJobs, type Subscriptions } from "./events.ts";
import type { StoredAnswer } from "./idempotency.ts";

/** What a transaction writes beside its work: events, answers under their idempotency keys, lines of the audit log. */
export interface Outcome {
  deliveries: Delivery[];
  answers: StoredAnswer[];
  audits: AuditRecord[];
}

export function emptyOutcome(): Outcome {
  return { deliveries: [], answers: [], audits: [] };
}

/** Writes all of it in one statement, the last before the commit. The primary key makes a second answer to a key impossible. */
export async function writeOutcome(db: Database, { deliveries, answers, audits }: Outcome, subscriptions: Subscriptions): Promise<void> {
  const jobs = deliveryJobs(deliveries, subscriptions);
  const inserts = [
    ...(answers.length > 0 ? [sql`answered AS (${insertAnswers(answers)})`] : []),
    ...(audits.length > 0 ? [sql`audited AS (${insertAudits(audits)})`] : []),
  ];
  if (inserts.length === 0 && jobs.length === 0) return;
  const before = inserts.length === 0 ? sql`` : sql`WITH ${sql.join(inserts)}`;
  const queued = jobs.length === 0 ? sql`` : sql`FROM ${addJobs(jobs)}`;
  await sql`${before} SELECT ${queued}`.execute(db);
}

function insertAnswers(answers: readonly StoredAnswer[]): RawBuilder<unknown> {
  const rows = answers.map(({ fingerprint, ...row }) => ({ ...row, fingerprint: fingerprint.toString("hex") }));
  return sql`
    INSERT INTO idempotency_keys (principal, key, operation, fingerprint, answer)
    SELECT principal, key, operation, decode(fingerprint, 'hex'), answer
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS x (principal text, key text, operation text, fingerprint text, answer jsonb)`;
}

function insertAudits(audits: readonly AuditRecord[]): RawBuilder<unknown> {
  return sql`
    INSERT INTO audit_log (id, at, actor_id, role, operation, target, ip_address, request_id, outcome, approval_id, approved_by)
    SELECT id, at, actor_id, role, operation, target, ip_address, request_id, outcome, approval_id, approved_by
    FROM json_populate_recordset(NULL::audit_log, ${JSON.stringify(audits)}::json)`;
}

/** Jobs of the transaction: they run if and when it commits. */
function addJobs(jobs: ReturnType<typeof deliveryJobs>): RawBuilder<unknown> {
  return sql`graphile_worker.add_jobs(ARRAY(
    SELECT (job->>'task', job->'payload', NULL, NULL, (job->>'attempts')::int, NULL, NULL, NULL)::graphile_worker.job_spec
    FROM json_array_elements(${JSON.stringify(jobs)}::json) AS job
  ))`;
}
