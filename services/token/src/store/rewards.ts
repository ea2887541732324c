import { type Database, takeLock } from "@oneheart/kernel";
import { sql } from "kysely";
import type { Fulfilment } from "../rules/offer.ts";

export interface RewardRow {
  id: string;
  category: string;
  name: string;
  description: string;
  price_tokens: bigint;
  quantity: number;
  is_available: boolean;
  fulfilment: Fulfilment;
  partner_id: string | null;
  starts_at: Date | null;
  ends_at: Date | null;
  player_limit: number | null;
  player_limit_days: number | null;
  claim_days: number | null;
  created_at: Date;
}

const columns = sql`id, category, name, description, price_tokens, quantity, is_available, fulfilment, partner_id, starts_at, ends_at,
  player_limit, player_limit_days, claim_days, created_at`;
const categoriesMax = 1000;

/** `condition` only when its value is there. */
export function when(value: string | undefined, condition: (value: string) => ReturnType<typeof sql>): ReturnType<typeof sql> {
  return value === undefined ? sql`true` : condition(value);
}

/** Those whose time is over are not on offer; those whose time has yet to come are announced. */
const offeredAt = (now: Date) => sql`is_available AND (ends_at IS NULL OR ends_at > ${now})`;

/** Every SQL statement over rewards. */
export function rewardStore({ db }: { db: Database }) {
  return {
    /** A reward of the same name that is on offer. Whoever makes one of that name waits. */
    async namesake({ id, name }: Pick<RewardRow, "id" | "name">): Promise<string | undefined> {
      await takeLock(db, "token.reward_name", sql`lower(normalize(${name}::text))`);
      const { rows } = await sql<{ id: string }>`
        SELECT id FROM rewards WHERE is_available AND lower(normalize(name::text)) = lower(normalize(${name}::text)) AND id <> ${id}
        ORDER BY id LIMIT 1`.execute(db);
      return rows[0]?.id;
    },
    async add(row: RewardRow): Promise<RewardRow> {
      const { rows } = await sql<RewardRow>`
        INSERT INTO rewards (id, category, name, description, price_tokens, quantity, is_available, fulfilment, partner_id, starts_at, ends_at,
          player_limit, player_limit_days, claim_days, created_at)
        VALUES (${row.id}, ${row.category}, ${row.name}, ${row.description}, ${row.price_tokens}, ${row.quantity}, ${row.is_available},
          ${row.fulfilment}, ${row.partner_id}, ${row.starts_at}, ${row.ends_at}, ${row.player_limit}, ${row.player_limit_days},
          ${row.claim_days}, ${row.created_at})
        RETURNING ${columns}`.execute(db);
      return rows[0]!;
    },
    /** Writes all that can change of a reward. The caller holds its lock. */
    async save(row: RewardRow): Promise<RewardRow> {
      const { rows } = await sql<RewardRow>`
        UPDATE rewards SET category = ${row.category}, name = ${row.name}, description = ${row.description},
          price_tokens = ${row.price_tokens}, quantity = ${row.quantity}, is_available = ${row.is_available}, partner_id = ${row.partner_id},
          starts_at = ${row.starts_at}, ends_at = ${row.ends_at}, player_limit = ${row.player_limit},
          player_limit_days = ${row.player_limit_days}, claim_days = ${row.claim_days}
        WHERE id = ${row.id} RETURNING ${columns}`.execute(db);
      return rows[0]!;
    },
    async lock(id: string): Promise<RewardRow | undefined> {
      const { rows } = await sql<RewardRow>`SELECT ${columns} FROM rewards WHERE id = ${id} FOR UPDATE`.execute(db);
      return rows[0];
    },
    /** Adds to the stock, or takes from it; answers what it comes to. */
    async addStock(id: string, by: number): Promise<number> {
      const { rows } = await sql<{ quantity: number }>`
        UPDATE rewards SET quantity = quantity + ${by} WHERE id = ${id} RETURNING quantity`.execute(db);
      return rows[0]!.quantity;
    },
    /** Sold-out rewards stay in the list, with nothing left; those whose time is over do not. */
    async onOffer(page: { limit: number; before?: string; category?: string; now: Date }): Promise<RewardRow[]> {
      const { rows } = await sql<RewardRow>`
        SELECT ${columns} FROM rewards
        WHERE ${offeredAt(page.now)}
          AND ${when(page.before, (before) => sql`id < ${before}`)}
          AND ${when(page.category, (category) => sql`category = ${category}`)}
        ORDER BY id DESC LIMIT ${page.limit}`.execute(db);
      return rows;
    },
    /** Rewards on offer of which something is left, or of which at most so much is left. */
    async offered(page: { limit: number; before?: string; left_at_most?: number; now: Date }): Promise<RewardRow[]> {
      const left = page.left_at_most === undefined ? sql`quantity > 0` : sql`quantity <= ${page.left_at_most}`;
      const { rows } = await sql<RewardRow>`
        SELECT ${columns} FROM rewards
        WHERE ${offeredAt(page.now)} AND ${left} AND ${when(page.before, (before) => sql`id < ${before}`)}
        ORDER BY id DESC LIMIT ${page.limit}`.execute(db);
      return rows;
    },
    /** What all of them would cost. */
    async offeredTokens(left_at_most: number | undefined, now: Date): Promise<number> {
      const { rows } = await sql<{ tokens: number }>`
        SELECT coalesce(sum(price_tokens * quantity), 0)::float8 AS tokens FROM rewards
        WHERE ${offeredAt(now)} AND quantity <= ${left_at_most ?? 2 ** 31 - 1}`.execute(db);
      return rows[0]!.tokens;
    },
    async stock(low_from: number, now: Date): Promise<{ offered: number; tokens: number; low: number; redemptions_waiting: number }> {
      const { rows } = await sql<{ offered: number; tokens: number; low: number; redemptions_waiting: number }>`
        SELECT count(*) FILTER (WHERE quantity > 0)::int AS offered, coalesce(sum(price_tokens * quantity), 0)::float8 AS tokens,
          count(*) FILTER (WHERE quantity <= ${low_from})::int AS low,
          (SELECT count(*)::int FROM redemptions WHERE status = 'held') AS redemptions_waiting
        FROM rewards WHERE ${offeredAt(now)}`.execute(db);
      return rows[0]!;
    },
    async categories(now: Date): Promise<Array<{ category: string; rewards: number; in_stock: number }>> {
      const { rows } = await sql<{ category: string; rewards: number; in_stock: number }>`
        SELECT category, count(*)::int AS rewards, (count(*) FILTER (WHERE quantity > 0))::int AS in_stock
        FROM rewards WHERE ${offeredAt(now)}
        GROUP BY category ORDER BY category LIMIT ${categoriesMax}`.execute(db);
      return rows;
    },
  };
}
