import type { TransferPolicy } from "@oneheart/contracts";
import type { Database, DatabaseTransaction } from "@oneheart/kernel";
import { sql } from "kysely";
import type { TransferRow } from "../store/tokens.ts";

const day_ms = 86_400_000;

/** What a young account has left to send today, before a transfer. */
export interface Allowance {
  limit: number;
  left: number;
}

/** What each young account may still send; accounts that are not young are not in it. */
export type Allowances = ReadonlyMap<string, Allowance>;

/** True while an account is young. One whose age is not known is not. */
export function isYoung(created_at: string | undefined, { young_days }: TransferPolicy, now: Date): boolean {
  return created_at !== undefined && now.getTime() - Date.parse(created_at) < young_days * day_ms;
}

/**
 * Keeps those of the transfers that their senders may make under the limit, one after the other, and tells the others' ids with what
 * is left. A transfer that is kept uses its part up, also when the ledger refuses it: then the rest of this batch has that much less.
 */
export function withinAllowances(transfers: readonly TransferRow[], allowances: Allowances): Map<string, Allowance> {
  const left = new Map([...allowances].map(([id, allowance]) => [id, allowance.left]));
  const refused = new Map<string, Allowance>();
  for (const { id, from_player_id, amount } of transfers) {
    const allowance = allowances.get(from_player_id);
    if (allowance === undefined) continue;
    const rest = left.get(from_player_id)!;
    if (amount > rest) refused.set(id, { limit: allowance.limit, left: rest });
    else left.set(from_player_id, rest - amount);
  }
  return refused;
}

/** Every SQL statement about what young accounts may send and have sent. */
export function youngSenderStore({ db }: { db: Database | DatabaseTransaction }) {
  return {
    async policy(): Promise<TransferPolicy> {
      const { rows } = await sql<TransferPolicy>`SELECT young_days, young_day_tokens FROM transfer_policy`.execute(db);
      return rows[0]!;
    },
    async setPolicy({ young_days, young_day_tokens }: Partial<TransferPolicy>): Promise<TransferPolicy> {
      const { rows } = await sql<TransferPolicy>`
        UPDATE transfer_policy SET young_days = coalesce(${young_days ?? null}, young_days),
          young_day_tokens = coalesce(${young_day_tokens ?? null}, young_day_tokens)
        RETURNING young_days, young_day_tokens`.execute(db);
      return rows[0]!;
    },
    /** Locks the day of each sender until the end of the transaction, always in the same order. */
    async lock(player_ids: readonly string[], day: string, limit: number): Promise<Allowances> {
      if (player_ids.length === 0) return new Map();
      const { rows } = await sql<{ player_id: string; tokens: bigint }>`
        INSERT INTO transfer_days AS d (player_id, day) SELECT DISTINCT id, ${day}::date FROM unnest(${player_ids}::uuid[]) id ORDER BY id
        ON CONFLICT (player_id, day) DO UPDATE SET tokens = d.tokens RETURNING d.player_id, d.tokens`.execute(db);
      return new Map(rows.map(({ player_id, tokens }) => [player_id, { limit, left: Math.max(0, limit - Number(tokens)) }]));
    },
    /** Adds what was sent. */
    async add(sent: readonly TransferRow[], day: string): Promise<void> {
      if (sent.length === 0) return;
      await sql`
        UPDATE transfer_days d SET tokens = d.tokens + s.amount FROM (
          SELECT from_player_id, sum(amount) AS amount FROM json_to_recordset(${JSON.stringify(sent)}::json) AS t (from_player_id uuid, amount bigint)
          GROUP BY from_player_id
        ) s WHERE d.player_id = s.from_player_id AND d.day = ${day}::date`.execute(db);
    },
    async forget(player_id: string): Promise<void> {
      await sql`DELETE FROM transfer_days WHERE player_id = ${player_id}`.execute(db);
    },
  };
}
