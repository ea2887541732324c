import type { Database } from "@oneheart/kernel";
import { sql } from "kysely";

export interface GoalRow {
  mappings: Array<{ mission_type: string; targets: string[] }>;
  version: number;
  updated_at: Date;
}

/** Every SQL statement over which goals kinds of missions serve. */
export function goalStore({ db }: { db: Database }) {
  return {
    async get(): Promise<GoalRow> {
      return (await sql<GoalRow>`SELECT mappings, version, updated_at FROM goal_mappings`.execute(db)).rows[0]!;
    },
    async lock(): Promise<GoalRow> {
      return (await sql<GoalRow>`SELECT mappings, version, updated_at FROM goal_mappings FOR UPDATE`.execute(db)).rows[0]!;
    },
    async save(mappings: GoalRow["mappings"], now: Date): Promise<GoalRow> {
      const { rows } = await sql<GoalRow>`
        UPDATE goal_mappings SET mappings = ${JSON.stringify(mappings)}::jsonb, version = version + 1, updated_at = ${now}
        RETURNING mappings, version, updated_at`.execute(db);
      return rows[0]!;
    },
  };
}
