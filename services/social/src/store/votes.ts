import type { Database } from "@oneheart/kernel";
import { sql } from "kysely";

export type VoteValue = 1 | -1;

/** Who voted what. Votes on one action are changed under that action's lock. */
export function voteStore({ db }: { db: Database }) {
  return {
    async value(action_id: string, voter_player_id: string): Promise<VoteValue | undefined> {
      const { rows } = await sql<{ value: VoteValue }>`
        SELECT value FROM upvotes WHERE action_id = ${action_id} AND voter_player_id = ${voter_player_id}`.execute(db);
      return rows[0]?.value;
    },
    async values(action_ids: readonly string[], voter_player_id: string): Promise<Map<string, VoteValue>> {
      const { rows } = await sql<{ action_id: string; value: VoteValue }>`
        SELECT action_id, value FROM upvotes
        WHERE action_id = ANY(${action_ids}::uuid[]) AND voter_player_id = ${voter_player_id}`.execute(db);
      return new Map(rows.map(({ action_id, value }) => [action_id, value]));
    },
    async save(vote: { id: string; action_id: string; voter_player_id: string; value: VoteValue; at: Date }): Promise<void> {
      await sql`
        INSERT INTO upvotes (id, action_id, voter_player_id, value, created_at, updated_at)
        VALUES (${vote.id}, ${vote.action_id}, ${vote.voter_player_id}, ${vote.value}, ${vote.at}, ${vote.at})
        ON CONFLICT ON CONSTRAINT upvotes_once DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at`.execute(db);
    },
    async remove(action_id: string, voter_player_id: string): Promise<void> {
      await sql`DELETE FROM upvotes WHERE action_id = ${action_id} AND voter_player_id = ${voter_player_id}`.execute(db);
    },
  };
}
