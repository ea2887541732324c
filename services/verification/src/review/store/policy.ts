import type { ReviewPolicy } from "@oneheart/contracts";
import type { Database } from "@oneheart/kernel";
import { sql } from "kysely";

const columns = sql`lease_minutes, review_days, second_opinion_bps, second_opinion_from_tokens, audit_bps, new_account_audit_bps,
  new_account_actions, known_bps, releases_per_day, reliability_min_bps,
  reliability_min_cases, appeal_days, appeal_decision_days`;

/** The one row that says how reviewing works here. */
export function policyStore({ db }: { db: Database }) {
  return {
    async get(): Promise<ReviewPolicy> {
      const { rows } = await sql<ReviewPolicy>`SELECT ${columns} FROM review_policy`.execute(db);
      return rows[0]!;
    },
    async set(change: Partial<ReviewPolicy>): Promise<ReviewPolicy> {
      const { rows } = await sql<ReviewPolicy>`
        UPDATE review_policy SET (${columns}) = (
          SELECT ${columns} FROM jsonb_populate_record(review_policy, ${JSON.stringify(change)}::jsonb)
        ) RETURNING ${columns}`.execute(db);
      return rows[0]!;
    },
  };
}
