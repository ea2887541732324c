import { sql } from "kysely";
import type { AuditRecord } from "../audit.ts";
import type { Database } from "../database.ts";

export interface DeadJobRow {
  id: bigint;
  task: string;
  payload: Record<string, unknown> | Array<Record<string, unknown>>;
  attempts: number;
  max_attempts: number;
  last_error: string | null;
  created_at: Date;
}

/** Which lines of the audit log are meant; what is left out does not matter. */
export interface AuditFilter {
  actor_id?: string;
  operation?: string;
  target?: string;
  from?: string;
  to?: string;
}

const columns = sql`j.id, t.identifier AS task, j.payload, j.attempts, j.max_attempts, j.last_error, j.created_at`;
/** No attempt is left. */
const isDead = sql`j.attempts >= j.max_attempts`;
const from = sql`graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id`;

/** Reads over the job queue and the audit log. */
export function platformStore({ db }: { db: Database }) {
  return {
    async deadJobs(limit: number, before: string | undefined): Promise<DeadJobRow[]> {
      const { rows } = await sql<DeadJobRow>`
        SELECT ${columns} FROM ${from}
        WHERE ${isDead} AND (${before ?? null}::bigint IS NULL OR j.id < ${before ?? null}::bigint)
        ORDER BY j.id DESC LIMIT ${limit}`.execute(db);
      return rows;
    },
    async deadJobCount(): Promise<number> {
      const { rows } = await sql<{ jobs: number }>`SELECT count(*)::int AS jobs FROM ${from} WHERE ${isDead}`.execute(db);
      return rows[0]!.jobs;
    },
    async lockJob(id: string): Promise<DeadJobRow | undefined> {
      const { rows } = await sql<DeadJobRow>`SELECT ${columns} FROM ${from} WHERE j.id = ${id}::bigint FOR UPDATE OF j`.execute(db);
      return rows[0];
    },
    async requeue(id: string): Promise<void> {
      await sql`SELECT graphile_worker.reschedule_jobs(ARRAY[${id}::bigint], run_at := now(), attempts := 0)`.execute(db);
    },
    async audit({ actor_id, operation, target, from, to }: AuditFilter, limit: number, before: string | undefined): Promise<AuditRecord[]> {
      const { rows } = await sql<AuditRecord>`
        SELECT id, at, actor_id, role, operation, target, ip_address, request_id, outcome, approval_id, approved_by FROM audit_log
        WHERE (${before ?? null}::uuid IS NULL OR id < ${before ?? null}::uuid)
          AND (${actor_id ?? null}::uuid IS NULL OR actor_id = ${actor_id ?? null}::uuid)
          AND (${operation ?? null}::text IS NULL OR operation = ${operation ?? null}::text
            OR (right(${operation ?? null}::text, 1) = '.' AND starts_with(operation, ${operation ?? null}::text)))
          AND (${target ?? null}::text IS NULL OR target = ${target ?? null}::text)
          AND (${from ?? null}::timestamptz IS NULL OR at >= ${from ?? null}::timestamptz)
          AND (${to ?? null}::timestamptz IS NULL OR at < ${to ?? null}::timestamptz)
        ORDER BY id DESC LIMIT ${limit}`.execute(db);
      return rows;
    },
  };
}
