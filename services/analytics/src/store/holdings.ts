import { type Database, jsonRows } from "@oneheart/kernel";
import type { HoldingChange, SentFlow } from "@oneheart/ledger";
import { sql } from "kysely";
import type { TransferEdge } from "../rules/transfer-graph.ts";

/** Holders of about as much, from the least: 1 to 9 tokens, 10 to 99, … */
export interface HolderBand {
  from_tokens: number;
  holders: number;
  held: number;
  /** What of it the richest hundredth holds, and what lies where nothing moved for long. */
  held_by_top: number;
  dormant: number;
  /** Each holding times how many hold less, less how many hold more; its sum by holders and tokens is the Gini coefficient. */
  unequal: number;
}

/** All holders at one moment. */
export interface Spread {
  tree_size: number;
  holders: number;
  bands: HolderBand[];
}

/** Every SQL statement over what people hold, and sent each other. */
export function holdingStore(db: Database) {
  return {
    /** Adds what leaves changed, up to a size. The caller holds the lock of the position. */
    async add(changes: readonly HoldingChange[], sent: readonly SentFlow[], size: number): Promise<void> {
      await sql`
        WITH position AS (UPDATE analytics_flow_position SET holdings_size = ${size}), held AS (
          INSERT INTO analytics_holdings AS h (account_id, balance, earned, last_day)
          SELECT account_id, change, earned, last_day FROM jsonb_to_recordset(${jsonRows(changes)}::jsonb)
            AS n (account_id bigint, change bigint, earned bigint, last_day date)
          ON CONFLICT (account_id) DO UPDATE SET balance = h.balance + excluded.balance, earned = h.earned + excluded.earned,
            last_day = greatest(h.last_day, excluded.last_day)
        )
        INSERT INTO analytics_sent AS s (day, from_account_id, to_account_id, amount, movements)
        SELECT * FROM jsonb_to_recordset(${jsonRows(sent)}::jsonb)
          AS n (day date, from_account_id bigint, to_account_id bigint, amount bigint, movements int)
        ON CONFLICT (day, from_account_id, to_account_id) DO UPDATE
        SET amount = s.amount + excluded.amount, movements = s.movements + excluded.movements`.execute(db);
    },
    /** Who holds how much. Tokens are dormant where nothing moved since a day. */
    async spread(dormant_before: string): Promise<Spread> {
      const { rows } = await sql<HolderBand & { tree_size: number }>`
        WITH h AS (
          SELECT balance::numeric AS balance, last_day, row_number() OVER (ORDER BY balance, account_id) AS rank, count(*) OVER () AS holders
          FROM analytics_holdings WHERE balance > 0
        )
        SELECT p.holdings_size::float8 AS tree_size, b.* FROM analytics_flow_position p LEFT JOIN (
          SELECT power(10::numeric, length(balance::text) - 1)::float8 AS from_tokens, count(*)::float8 AS holders, sum(balance)::float8 AS held,
            coalesce(sum(balance) FILTER (WHERE rank > holders - ceil(holders / 100.0)), 0)::float8 AS held_by_top,
            coalesce(sum(balance) FILTER (WHERE last_day < ${dormant_before}::date), 0)::float8 AS dormant,
            sum(balance * (2 * rank - holders - 1))::float8 AS unequal
          FROM h GROUP BY 1
        ) b ON true ORDER BY b.from_tokens`.execute(db);
      const bands = rows.flatMap(({ tree_size: _, ...band }) => (band.from_tokens === null ? [] : [band]));
      return { tree_size: rows[0]!.tree_size, holders: bands.reduce((sum, { holders }) => sum + holders, 0), bands };
    },
    /** What people sent each other since a day. */
    async sentSince(day: string): Promise<TransferEdge[]> {
      const { rows } = await sql<TransferEdge>`
        SELECT from_account_id::text AS "from", to_account_id::text AS "to", sum(amount)::float8 AS amount, sum(movements)::float8 AS movements
        FROM analytics_sent WHERE day >= ${day}::date GROUP BY from_account_id, to_account_id ORDER BY from_account_id, to_account_id`.execute(
        db,
      );
      return rows;
    },
    /** What accounts ever earned. */
    async earnedBy(account_ids: readonly string[]): Promise<Map<string, number>> {
      const { rows } = await sql<{ account_id: string; earned: number }>`
        SELECT account_id::text, earned::float8 AS earned FROM analytics_holdings WHERE account_id = ANY(${account_ids}::bigint[])`.execute(
        db,
      );
      return new Map(rows.map(({ account_id, earned }) => [account_id, earned]));
    },
  };
}
