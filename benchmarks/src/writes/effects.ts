import type { Database } from "@oneheart/kernel";
import { sql } from "kysely";

/**
 * How long after it happened each transfer since `since` was told to its receiver, 95th percentile in ms. One that was not told yet
 * counts with the time that it has waited so far.
 */
export async function effectsLag(db: Database, since: Date): Promise<{ p95_ms: number; waiting: number; told: number }> {
  const { rows } = await sql<{ p95_ms: number | null; waiting: string; told: string }>`
    WITH lags AS (
      SELECT t.id, extract(epoch FROM coalesce((d.body ->> 'stored_at')::timestamptz, now()) - t.created_at) * 1000 AS ms, d.id IS NULL AS waits
      FROM token_transfers t
      LEFT JOIN (
        SELECT id, body, body -> 'data' ->> 'transfer_id' AS transfer_id FROM documents WHERE collection = 'notifications'
      ) d ON d.transfer_id = t.id::text
      WHERE t.created_at >= ${since}
    )
    SELECT percentile_cont(0.95) WITHIN GROUP (ORDER BY ms)::float8 AS p95_ms, count(*) FILTER (WHERE waits)::text AS waiting,
      count(*) FILTER (WHERE NOT waits)::text AS told
    FROM lags`.execute(db);
  const { p95_ms, waiting, told } = rows[0]!;
  return { p95_ms: p95_ms ?? Number.NaN, waiting: Number(waiting), told: Number(told) };
}
