import type { HandlerInput, tokenContract } from "@oneheart/contracts";
import { type Database, takeLock } from "@oneheart/kernel";
import { sql } from "kysely";

export interface RewardRow {
  id: string;
  category: string;
  name: string;
  description: string;
  price_tokens: bigint;
  quantity: number;
  is_available: boolean;
  created_at: Date;
}

export interface RedemptionRow {
  id: string;
  player_id: string;
  reward_id: string;
  hold_id: string;
  status: "held" | "fulfilled" | "cancelled";
  name: string;
  category: string;
  price_tokens: bigint;
  created_at: Date;
}

export interface TransferRow {
  id: string;
  from_player_id: string;
  to_player_id: string;
  amount: number;
  memo: string | null;
  created_at: Date;
}

type Operations = typeof tokenContract.operations;

const rewardColumns = sql`id, category, name, description, price_tokens, quantity, is_available, created_at`;
const redemptionColumns = sql`id, player_id, reward_id, hold_id, status, name, category, price_tokens, created_at`;
const purchasesMax = 100;

/** `condition` only when its value is there. */
function when(value: string | undefined, condition: (value: string) => ReturnType<typeof sql>): ReturnType<typeof sql> {
  return value === undefined ? sql`true` : condition(value);
}

/** Every SQL statement over rewards, redemptions and the memos of transfers. */
export function tokenStore({ db }: { db: Database }) {
  return {
    /** A reward of the same name that is on offer. Whoever makes one of that name waits. */
    async rewardNamesake({ id, name }: Pick<RewardRow, "id" | "name">): Promise<string | undefined> {
      await takeLock(db, "token.reward_name", sql`lower(normalize(${name}::text))`);
      const { rows } = await sql<{ id: string }>`
        SELECT id FROM rewards WHERE is_available AND lower(normalize(name::text)) = lower(normalize(${name}::text)) AND id <> ${id}
        ORDER BY id LIMIT 1`.execute(db);
      return rows[0]?.id;
    },
    async addReward(
      row: Omit<HandlerInput<Operations["createReward"]>, "allow_duplicate"> & { id: string; created_at: Date },
    ): Promise<RewardRow> {
      const { rows } = await sql<RewardRow>`
        INSERT INTO rewards (id, category, name, description, price_tokens, quantity, created_at)
        VALUES (${row.id}, ${row.category}, ${row.name}, ${row.description}, ${row.price_tokens}, ${row.quantity}, ${row.created_at})
        RETURNING ${rewardColumns}`.execute(db);
      return rows[0]!;
    },
    /** Changes the fields that are given. */
    async changeReward({
      id,
      ...change
    }: Omit<HandlerInput<Operations["updateReward"]>, "allow_duplicate">): Promise<RewardRow | undefined> {
      const { rows } = await sql<RewardRow>`
        UPDATE rewards SET
          category = coalesce(${change.category ?? null}, category),
          name = coalesce(${change.name ?? null}, name),
          description = coalesce(${change.description ?? null}, description),
          price_tokens = coalesce(${change.price_tokens ?? null}, price_tokens),
          quantity = coalesce(${change.quantity ?? null}, quantity),
          is_available = coalesce(${change.is_available ?? null}, is_available)
        WHERE id = ${id} RETURNING ${rewardColumns}`.execute(db);
      return rows[0];
    },
    async lockReward(id: string): Promise<RewardRow | undefined> {
      const { rows } = await sql<RewardRow>`SELECT ${rewardColumns} FROM rewards WHERE id = ${id} FOR UPDATE`.execute(db);
      return rows[0];
    },
    async giveStockBack(id: string): Promise<void> {
      await sql`UPDATE rewards SET quantity = quantity + 1 WHERE id = ${id}`.execute(db);
    },
    /** Rewards on offer of which something is left, or of which at most so much is left. */
    async offered(page: { limit: number; before?: string; left_at_most?: number }): Promise<RewardRow[]> {
      const left = page.left_at_most === undefined ? sql`quantity > 0` : sql`quantity <= ${page.left_at_most}`;
      const { rows } = await sql<RewardRow>`
        SELECT ${rewardColumns} FROM rewards
        WHERE is_available AND ${left} AND ${when(page.before, (before) => sql`id < ${before}`)} ORDER BY id DESC LIMIT ${page.limit}`.execute(
        db,
      );
      return rows;
    },
    /** What all of them would cost. */
    async offeredTokens(left_at_most: number | undefined): Promise<number> {
      const { rows } = await sql<{ tokens: number }>`
        SELECT coalesce(sum(price_tokens * quantity), 0)::float8 AS tokens FROM rewards
        WHERE is_available AND quantity <= ${left_at_most ?? 2 ** 31 - 1}`.execute(db);
      return rows[0]!.tokens;
    },
    async stock(low_from: number): Promise<{ offered: number; tokens: number; low: number; redemptions_waiting: number }> {
      const { rows } = await sql<{ offered: number; tokens: number; low: number; redemptions_waiting: number }>`
        SELECT count(*) FILTER (WHERE quantity > 0)::int AS offered, coalesce(sum(price_tokens * quantity), 0)::float8 AS tokens,
          count(*) FILTER (WHERE quantity <= ${low_from})::int AS low,
          (SELECT count(*)::int FROM redemptions WHERE status = 'held') AS redemptions_waiting
        FROM rewards WHERE is_available`.execute(db);
      return rows[0]!;
    },
    /** Sold-out rewards stay in the list, with nothing left. */
    async rewardsOnOffer(page: { limit: number; before?: string; category?: string }): Promise<RewardRow[]> {
      const { rows } = await sql<RewardRow>`
        SELECT ${rewardColumns} FROM rewards
        WHERE is_available
          AND ${when(page.before, (before) => sql`id < ${before}`)}
          AND ${when(page.category, (category) => sql`category = ${category}`)}
        ORDER BY id DESC LIMIT ${page.limit}`.execute(db);
      return rows;
    },

    /** Takes one from the stock of its reward, too. */
    async addRedemption(row: RedemptionRow): Promise<void> {
      await sql`
        WITH taken AS (UPDATE rewards SET quantity = quantity - 1 WHERE id = ${row.reward_id})
        INSERT INTO redemptions (id, player_id, reward_id, hold_id, status, name, category, price_tokens, created_at)
        VALUES (${row.id}, ${row.player_id}, ${row.reward_id}, ${row.hold_id}, ${row.status}, ${row.name}, ${row.category},
          ${row.price_tokens}, ${row.created_at})`.execute(db);
    },
    async lockRedemption(id: string): Promise<RedemptionRow | undefined> {
      const { rows } = await sql<RedemptionRow>`SELECT ${redemptionColumns} FROM redemptions WHERE id = ${id} FOR UPDATE`.execute(db);
      return rows[0];
    },
    async resolveRedemption(
      id: string,
      resolution: { status: "fulfilled" | "cancelled"; resolved_at: Date; cancel_reason: string | null },
    ): Promise<void> {
      const { status, resolved_at, cancel_reason } = resolution;
      await sql`
        UPDATE redemptions SET status = ${status}, resolved_at = ${resolved_at}, cancel_reason = ${cancel_reason}
        WHERE id = ${id}`.execute(db);
    },
    async redemptions(page: { limit: number; before?: string; player_id?: string; status?: string }): Promise<RedemptionRow[]> {
      const { rows } = await sql<RedemptionRow>`
        SELECT ${redemptionColumns} FROM redemptions
        WHERE ${when(page.player_id, (player_id) => sql`player_id = ${player_id}`)}
          AND ${when(page.status, (status) => sql`status = ${status}`)}
          AND ${when(page.before, (before) => sql`id < ${before}`)}
        ORDER BY id DESC LIMIT ${page.limit}`.execute(db);
      return rows;
    },
    /** What a player has or is about to get, newest first. */
    async purchasesOf(player_id: string): Promise<RedemptionRow[]> {
      const { rows } = await sql<RedemptionRow>`
        SELECT ${redemptionColumns} FROM redemptions
        WHERE player_id = ${player_id} AND status <> 'cancelled'
        ORDER BY id DESC LIMIT ${purchasesMax}`.execute(db);
      return rows;
    },
    async heldRedemptions(player_id: string, limit: number): Promise<string[]> {
      const { rows } = await sql<{ id: string }>`
        SELECT id FROM redemptions WHERE player_id = ${player_id} AND status = 'held' ORDER BY id LIMIT ${limit}`.execute(db);
      return rows.map((row) => row.id);
    },
    /** Why redemptions were cancelled, in an administrator's words, which may speak of the person. */
    async forgetReasons(player_id: string): Promise<void> {
      await sql`
        UPDATE redemptions SET cancel_reason = 'erased' WHERE player_id = ${player_id} AND status = 'cancelled'`.execute(db);
    },

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
