import type { Database } from "@oneheart/kernel";
import { sql } from "kysely";

export type VoteValue = 1 | -1;

/** Who voted what. Votes on one action are changed under that action's lock. */
export function voteStore({ db }: { db: Database }) {
  return {
    async values(action_ids: readonly string[], voter_player_id: string): Promise<Map<string, VoteValue>> {
      const { rows } = await sql<{ action_id: string; value: VoteValue }>`
        SELECT action_id, value FROM upvotes
        WHERE action_id = ANY(${action_ids}::uuid[]) AND voter_player_id = ${voter_player_id}`.execute(db);
      return new Map(rows.map(({ action_id, value }) => [action_id, value]));
    },
    /** Answers what the player voted before; 0 is no vote. */
    async save(vote: { id: string; action_id: string; voter_player_id: string; value: VoteValue; at: Date }): Promise<VoteValue | 0> {
      const { action_id, voter_player_id, value, at } = vote;
      const { rows } = await sql<{ before: VoteValue | null }>`
        WITH held AS (SELECT value FROM upvotes WHERE action_id = ${action_id} AND voter_player_id = ${voter_player_id})
        INSERT INTO upvotes AS u (id, action_id, voter_player_id, value, created_at, updated_at)
        VALUES (${vote.id}, ${action_id}, ${voter_player_id}, ${value}, ${at}, ${at})
        ON CONFLICT ON CONSTRAINT upvotes_once DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at
        WHERE u.value <> excluded.value
        RETURNING (SELECT value FROM held) AS before`.execute(db);
      // The same vote again writes nothing.
      return rows[0] === undefined ? value : (rows[0].before ?? 0);
    },
    /** Answers what the player had voted; 0 is no vote. */
    async remove(action_id: string, voter_player_id: string): Promise<VoteValue | 0> {
      const { rows } = await sql<{ value: VoteValue }>`
        DELETE FROM upvotes WHERE action_id = ${action_id} AND voter_player_id = ${voter_player_id} RETURNING value`.execute(db);
      return rows[0]?.value ?? 0;
    },
  };
}
