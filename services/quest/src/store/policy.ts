import type { QuestPolicy } from "@oneheart/contracts";
import type { Database } from "@oneheart/kernel";
import { type RawBuilder, sql } from "kysely";

const columns = sql`min_time_bps, min_minutes`;

/** The minutes that a quest of mission `m` takes at least under today's policy. */
export const minMinutes: RawBuilder<number> = sql`(
  SELECT least(m.expected_minutes, greatest(p.min_minutes, ceil(m.expected_minutes * p.min_time_bps / 10000.0)))::int FROM quest_policy p)`;

/** The one row that says how long quests take at least. */
export function policyStore({ db }: { db: Database }) {
  return {
    async get(): Promise<QuestPolicy> {
      const { rows } = await sql<QuestPolicy>`SELECT ${columns} FROM quest_policy`.execute(db);
      return rows[0]!;
    },
    async set(change: Partial<QuestPolicy>): Promise<QuestPolicy> {
      const { rows } = await sql<QuestPolicy>`
        UPDATE quest_policy SET (${columns}) = (
          SELECT ${columns} FROM jsonb_populate_record(quest_policy, ${JSON.stringify(change)}::jsonb)
        ) RETURNING ${columns}`.execute(db);
      return rows[0]!;
    },
  };
}
