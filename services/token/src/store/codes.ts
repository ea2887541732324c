import type { Database } from "@oneheart/kernel";
import { sql } from "kysely";

/** A code as it is kept: sealed, with a keyed hash that tells whether a reward has it already. */
export interface CodeRow {
  id: string;
  code_sealed: string;
  code_hash: string;
}

/** Every SQL statement over the codes that rewards give out. Whoever adds, gives or frees codes holds the reward's lock. */
export function codeStore({ db }: { db: Database }) {
  return {
    /** Adds those that the reward does not have; answers how many. */
    async add(reward_id: string, rows: readonly CodeRow[], created_at: Date): Promise<number> {
      const added = await sql`
        INSERT INTO reward_codes (id, reward_id, code_sealed, code_hash, created_at)
        SELECT id, ${reward_id}, code_sealed, code_hash, ${created_at}
        FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS c (id uuid, code_sealed text, code_hash text)
        ON CONFLICT ON CONSTRAINT reward_codes_once DO NOTHING`.execute(db);
      return Number(added.numAffectedRows);
    },
    /** Keeps the oldest free code for a redemption; false when there is none. */
    async give(reward_id: string, redemption_id: string): Promise<boolean> {
      const given = await sql`
        UPDATE reward_codes SET redemption_id = ${redemption_id}
        WHERE id = (SELECT id FROM reward_codes WHERE reward_id = ${reward_id} AND redemption_id IS NULL ORDER BY id LIMIT 1)
          AND redemption_id IS NULL`.execute(db);
      return given.numAffectedRows === 1n;
    },
    /** A code that a partner gave for one redemption, which its owner may see. */
    async addGiven(row: CodeRow & { reward_id: string; redemption_id: string; at: Date }): Promise<void> {
      await sql`
        INSERT INTO reward_codes (id, reward_id, code_sealed, code_hash, redemption_id, shown_at, created_at)
        VALUES (${row.id}, ${row.reward_id}, ${row.code_sealed}, ${row.code_hash}, ${row.redemption_id}, ${row.at}, ${row.at})`.execute(db);
    },
    /** From now on its owner may see it. */
    async show(redemption_id: string, at: Date): Promise<void> {
      await sql`UPDATE reward_codes SET shown_at = ${at} WHERE redemption_id = ${redemption_id} AND shown_at IS NULL`.execute(db);
    },
    /** Nobody saw it: another may have it. */
    async free(redemption_id: string): Promise<void> {
      await sql`UPDATE reward_codes SET redemption_id = NULL WHERE redemption_id = ${redemption_id} AND shown_at IS NULL`.execute(db);
    },
    /** The sealed code of a redemption, once its owner may see it. */
    async shownTo(redemption_id: string): Promise<string | undefined> {
      const { rows } = await sql<{ code_sealed: string }>`
        SELECT code_sealed FROM reward_codes WHERE redemption_id = ${redemption_id} AND shown_at IS NOT NULL AND code_sealed IS NOT NULL`.execute(
        db,
      );
      return rows[0]?.code_sealed;
    },
    /** The codes that a player was shown, in the order of redemptions, after one of them. */
    async ofPlayer(
      player_id: string,
      after: string | undefined,
      limit: number,
    ): Promise<Array<{ redemption_id: string; code_sealed: string }>> {
      const { rows } = await sql<{ redemption_id: string; code_sealed: string }>`
        SELECT c.redemption_id, c.code_sealed FROM redemptions r JOIN reward_codes c ON c.redemption_id = r.id
        WHERE r.player_id = ${player_id} AND c.shown_at IS NOT NULL AND c.code_sealed IS NOT NULL
          AND ${after === undefined ? sql`true` : sql`r.id > ${after}::uuid`}
        ORDER BY r.id LIMIT ${limit}`.execute(db);
      return rows;
    },
    /** What an erased player was shown stays used, and nobody can read it any more. */
    async forget(player_id: string): Promise<void> {
      await sql`
        UPDATE reward_codes c SET code_sealed = NULL FROM redemptions r
        WHERE r.player_id = ${player_id} AND c.redemption_id = r.id AND c.shown_at IS NOT NULL AND c.code_sealed IS NOT NULL`.execute(db);
    },
  };
}
