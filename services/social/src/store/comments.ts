import type { Database } from "@oneheart/kernel";
import { sql } from "kysely";

export interface CommentRow {
  id: string;
  action_id: string;
  author_player_id: string;
  reply_to: string | null;
  text: string | null;
  created_at: Date;
}

const columns = sql`c.id, c.action_id, c.author_player_id, c.reply_to, c.text, c.created_at`;

/** What people write under actions. */
export function commentStore({ db }: { db: Database }) {
  return {
    async insert(row: CommentRow): Promise<void> {
      await db.withTables<{ comments: CommentRow }>().insertInto("comments").values(row).execute();
    },
    async get(id: string): Promise<CommentRow | undefined> {
      const { rows } = await sql<CommentRow>`SELECT ${columns} FROM comments c WHERE c.id = ${id}`.execute(db);
      return rows[0];
    },
    /** Oldest first. */
    async page(action_id: string, after: string | undefined, limit: number): Promise<CommentRow[]> {
      const { rows } = await sql<CommentRow>`
        SELECT ${columns} FROM comments c WHERE c.action_id = ${action_id} AND ${after === undefined ? sql`true` : sql`c.id > ${after}::uuid`}
        ORDER BY c.id LIMIT ${limit}`.execute(db);
      return rows;
    },
    /** Takes the text away; false when it was removed before. */
    async remove(id: string, removed_by: string, at: Date): Promise<boolean> {
      const done = await sql`
        UPDATE comments SET text = NULL, removed_at = ${at}, removed_by = ${removed_by} WHERE id = ${id} AND removed_at IS NULL`.execute(
        db,
      );
      return done.numAffectedRows === 1n;
    },
    /** Comments that have a text and are by a person or under the person's actions. */
    async concerning(player_id: string, limit: number): Promise<Array<{ id: string; action_id: string }>> {
      const { rows } = await sql<{ id: string; action_id: string }>`
        (SELECT id, action_id FROM comments WHERE author_player_id = ${player_id} AND removed_at IS NULL LIMIT ${limit})
        UNION
        (SELECT c.id, c.action_id FROM community_actions a JOIN comments c ON c.action_id = a.action_id
         WHERE a.player_id = ${player_id} AND c.removed_at IS NULL LIMIT ${limit})
        LIMIT ${limit}`.execute(db);
      return rows;
    },
  };
}
