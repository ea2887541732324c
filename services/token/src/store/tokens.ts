import type { Database } from "@oneheart/kernel";
import { sql } from "kysely";

export interface TransferRow {
  id: string;
  from_player_id: string;
  to_player_id: string;
  amount: number;
  memo: string | null;
  created_at: Date;
}

/** Every SQL statement over the memos of transfers. */
export function tokenStore({ db }: { db: Database }) {
  return {
    async addTransfers(rows: readonly TransferRow[]): Promise<void> {
      if (rows.length === 0) return;
      await sql`
        INSERT INTO token_transfers (id, from_player_id, to_player_id, amount, memo, created_at)
        SELECT id, from_player_id, to_player_id, amount, memo, created_at
        FROM json_populate_recordset(NULL::token_transfers, ${JSON.stringify(rows)}::json)`.execute(db);
    },
    async forgetMemos(transfer_ids: readonly string[]): Promise<void> {
      await sql`UPDATE token_transfers SET memo = NULL WHERE id = ANY(${transfer_ids}::uuid[]) AND memo IS NOT NULL`.execute(db);
    },
    /** The memos of these transfers, by transfer. */
    async memosOf(transfer_ids: readonly string[]): Promise<Map<string, string>> {
      const { rows } = await sql<{ id: string; memo: string }>`
        SELECT id, memo FROM token_transfers WHERE id = ANY(${transfer_ids}::uuid[]) AND memo IS NOT NULL`.execute(db);
      return new Map(rows.map((row) => [row.id, row.memo]));
    },
  };
}
