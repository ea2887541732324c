import { type Database, jsonRows } from "@oneheart/kernel";
import type { Flow, FlowPart } from "@oneheart/ledger";
import { sql } from "kysely";

/** What flows come to. */
export interface FlowSum {
  amount: bigint;
  movements: bigint;
}

/** All sums, with the size of the tree that they cover. */
export interface FlowSums {
  tree_size: number;
  flows: Array<Omit<Flow, "day">>;
}

interface Sizes {
  tree_size: number;
  holdings_size: number;
}

const sizes = sql`tree_size::float8 AS tree_size, holdings_size::float8 AS holdings_size`;

/** Every SQL statement over the sums of the ledger's movements. */
export function flowStore(db: Database) {
  return {
    /** How many leaves flows count, and how many people's holdings do. */
    async sizes(): Promise<Sizes> {
      const { rows } = await sql<Sizes>`SELECT ${sizes} FROM analytics_flow_position`.execute(db);
      return rows[0]!;
    },
    /** The same, locked until the end of the transaction; undefined when somebody else has it. */
    async lock(): Promise<Sizes | undefined> {
      const { rows } = await sql<Sizes>`SELECT ${sizes} FROM analytics_flow_position FOR UPDATE SKIP LOCKED`.execute(db);
      return rows[0];
    },
    async add(flows: readonly Flow[], tree_size: number): Promise<void> {
      await sql`
        INSERT INTO analytics_flows AS f (day, asset, from_kind, to_kind, amount, movements)
        SELECT * FROM jsonb_to_recordset(${jsonRows(flows)}::jsonb)
          AS n (day date, asset text, from_kind text, to_kind text, amount numeric, movements bigint)
        ON CONFLICT (asset, from_kind, to_kind, day) DO UPDATE
        SET amount = f.amount + excluded.amount, movements = f.movements + excluded.movements`.execute(db);
      await sql`UPDATE analytics_flow_position SET tree_size = ${tree_size}`.execute(db);
    },
    /** As they were at one moment. */
    async sums(): Promise<FlowSums> {
      const { rows } = await sql<{
        tree_size: bigint;
        asset: string | null;
        from_kind: string;
        to_kind: string;
        amount: string;
        movements: string;
      }>`
        SELECT p.tree_size, f.asset, f.from_kind, f.to_kind, f.amount::text AS amount, f.movements::text AS movements
        FROM analytics_flow_position p LEFT JOIN (
          SELECT asset, from_kind, to_kind, sum(amount) AS amount, sum(movements) AS movements FROM analytics_flows
          GROUP BY asset, from_kind, to_kind
        ) f ON true`.execute(db);
      const flows = rows.flatMap(({ tree_size: _, asset, amount, movements, ...row }) =>
        asset === null ? [] : [{ ...row, asset, amount: BigInt(amount), movements: BigInt(movements) }],
      );
      return { tree_size: Number(rows[0]!.tree_size), flows };
    },
    /** Tokens that were issued in a range of days. */
    async issuedTokens(from: string, to: string): Promise<number> {
      const { rows } = await sql<{ amount: number }>`
        SELECT coalesce(sum(amount), 0)::float8 AS amount FROM analytics_flows
        WHERE asset = 'HEART' AND from_kind = 'issuance' AND day BETWEEN ${from}::date AND ${to}::date`.execute(db);
      return rows[0]!.amount;
    },
    /** Tokens that people moved, sent or redeemed, by day. */
    async movedTokens(from: string, to: string): Promise<Array<{ day: string; amount: number }>> {
      const { rows } = await sql<{ day: string; amount: number }>`
        SELECT day::text AS day, sum(amount)::float8 AS amount FROM analytics_flows
        WHERE asset = 'HEART' AND from_kind = 'player' AND to_kind IN ('player', 'burned') AND day BETWEEN ${from}::date AND ${to}::date
        GROUP BY day ORDER BY day DESC`.execute(db);
      return rows;
    },
  };
}

/** What some flows come to by a definition. */
export function sumOf(parts: readonly FlowPart[], flows: ReadonlyArray<Omit<Flow, "day">>): FlowSum {
  const sum = { amount: 0n, movements: 0n };
  for (const part of parts) {
    for (const flow of flows.filter((one) => isOf(part, one))) {
      sum.amount += BigInt(part.sign) * flow.amount;
      sum.movements += flow.movements;
    }
  }
  return sum;
}

function isOf({ asset, from_kind, to_kind }: FlowPart, flow: Omit<Flow, "day">): boolean {
  return asset === flow.asset && (from_kind ?? flow.from_kind) === flow.from_kind && (to_kind ?? flow.to_kind) === flow.to_kind;
}
