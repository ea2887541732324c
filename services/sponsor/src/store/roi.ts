import type { Database } from "@oneheart/kernel";
import { sql } from "kysely";
import type { Assumptions } from "../rules/roi.ts";

export type AssumptionsRow = Assumptions & { version: number };

/** Every SQL statement about what social returns assume. */
export function roiStore({ db }: { db: Database }) {
  return {
    async find(organisation_id: string, currency: string): Promise<AssumptionsRow | null> {
      const { rows } = await sql<AssumptionsRow>`
        SELECT discount, outcomes, version FROM roi_assumptions WHERE organisation_id = ${organisation_id} AND currency = ${currency}`.execute(
        db,
      );
      return rows[0] ?? null;
    },
    /** Keeps them as the next version. */
    async save(organisation_id: string, currency: string, { discount, outcomes }: Assumptions, updated_at: Date): Promise<number> {
      const { rows } = await sql<{ version: number }>`
        INSERT INTO roi_assumptions AS t (organisation_id, currency, discount, outcomes, version, updated_at)
        VALUES (${organisation_id}, ${currency}, ${JSON.stringify(discount)}::jsonb, ${JSON.stringify(outcomes)}::jsonb, 1, ${updated_at})
        ON CONFLICT (organisation_id, currency) DO UPDATE SET discount = excluded.discount, outcomes = excluded.outcomes,
          version = t.version + 1, updated_at = excluded.updated_at
        RETURNING version`.execute(db);
      return rows[0]!.version;
    },
  };
}
