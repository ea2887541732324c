import { setTimeout as pause } from "node:timers/promises";
import { type Database, isDatabaseAway } from "@oneheart/kernel";
import { patience } from "@oneheart/scenario";
import { sql } from "kysely";

interface Waiting {
  task: string;
  attempts: number;
  last_error: string | null;
}

/**
 * Resolves when no job is left to do. Jobs that failed are tried again at once instead of after their pause;
 * those that used up their attempts are dead and not waited for. Throws with what is left after a minute of a quiet machine's time.
 */
export async function settled(db: Database, limit_ms = 60_000): Promise<void> {
  const limit = patience(limit_ms);
  for (;;) {
    const waiting = await waitingJobs(db);
    if (waiting.length === 0) return;
    if (limit.isOver()) throw new Error(`jobs are still waiting:\n${waiting.map(describe).join("\n")}`);
    await pause(10);
  }
}

async function waitingJobs(db: Database): Promise<Waiting[]> {
  try {
    // Told of like a new job: nobody would look for it before the next poll.
    await sql`
      WITH due AS (
        UPDATE graphile_worker._private_jobs SET run_at = now()
        WHERE attempts > 0 AND attempts < max_attempts AND run_at > now() AND locked_at IS NULL RETURNING id
      )
      SELECT pg_notify('jobs:insert', json_build_object('r', random(), 'count', count(*))::text) FROM due HAVING count(*) > 0`.execute(db);
    const { rows } = await sql<Waiting>`
      SELECT t.identifier AS task, j.attempts, j.last_error FROM graphile_worker._private_jobs j
      JOIN graphile_worker._private_tasks t ON t.id = j.task_id
      WHERE j.locked_at IS NOT NULL OR (j.attempts < j.max_attempts AND (j.attempts > 0 OR j.run_at <= now())) LIMIT 20`.execute(db);
    return rows;
  } catch (error) {
    // Tests restart PostgreSQL on purpose.
    if (isDatabaseAway(error)) return [{ task: "database is away", attempts: 0, last_error: null }];
    throw error;
  }
}

function describe(job: Waiting): string {
  return `  ${job.task}, attempt ${job.attempts}: ${job.last_error?.split("\n")[0] ?? "no error yet"}`;
}
