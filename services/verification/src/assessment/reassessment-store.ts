import type { Decision } from "@oneheart/contracts";
import type { Database } from "@oneheart/kernel";
import { sql } from "kysely";
import type { Assessment } from "./rules/assess.ts";
import type { Facts } from "./rules/facts.ts";

/** Every SQL statement about judging a waiting proof again. */
export function reassessmentStore({ db }: { db: Database }) {
  return {
    /** Whether a reviewer gave an opinion on the open item of the proof. */
    async isBeingDecided(proof_id: string): Promise<boolean> {
      const { rows } = await sql`
        SELECT FROM review_items i JOIN review_opinions o ON o.item_id = i.id
        WHERE i.proof_id = ${proof_id} AND i.status = 'open' AND i.purpose <> 'known' LIMIT 1`.execute(db);
      return rows.length > 0;
    },
    /** Writes what was found this time, and its place in the queue. The status stays. */
    async replace(proof_id: string, { score, hard, flags, signals }: Assessment, facts: Facts, decision: Decision): Promise<void> {
      await sql`
        UPDATE proof_assessments SET score = ${score}, hard = ${hard}, flags = ${flags}::text[], signals = ${JSON.stringify(signals)}::jsonb,
          facts = ${JSON.stringify(facts)}::jsonb, decision = ${JSON.stringify(decision)}::jsonb WHERE proof_id = ${proof_id}`.execute(db);
      await sql`
        UPDATE review_items SET score = ${score}, hard = ${hard}
        WHERE proof_id = ${proof_id} AND status = 'open' AND purpose = 'decision'`.execute(db);
    },
  };
}
