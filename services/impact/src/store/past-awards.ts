import type { Database } from "@oneheart/kernel";
import { sql } from "kysely";
import type { PastAward } from "../rules/simulate.ts";
import { standing } from "./standing.ts";

const PAGE = 2_000;

/** Awards that stand, of a range of days, in the order in which they were recorded, page by page. `db` is a transaction. */
export async function* pastAwards(db: Database, from: string, to: string): AsyncGenerator<PastAward[]> {
  await sql`
    DECLARE past_awards NO SCROLL CURSOR FOR
    SELECT a.player_id, a.mission_id, a.zone_id, a.rule_set, a.facts, a.xp::float8 AS xp, a.tokens::float8 AS tokens,
      a.credits_minor::float8 AS credits_minor
    FROM impact_awards a WHERE a.facts->>'action_day' BETWEEN ${from} AND ${to} AND (${standing})
    ORDER BY a.recorded_at, a.ledger_transaction_id, a.action_id`.execute(db);
  for (;;) {
    const { rows } = await sql<PastAward>`FETCH ${sql.lit(PAGE)} FROM past_awards`.execute(db);
    if (rows.length === 0) return;
    yield rows;
  }
}

/** On how many days before one an action of each player was verified. */
export async function provenDaysBefore(db: Database, day: string): Promise<Map<string, number>> {
  const { rows } = await sql<{ player_id: string; days: number }>`
    SELECT scope_id AS player_id, count(*)::int AS days FROM reward_days
    WHERE scope = 'player' AND awards > 0 AND day < ${day}::date GROUP BY scope_id`.execute(db);
  return new Map(rows.map(({ player_id, days }) => [player_id, days]));
}

/** Days' budgets of missions and zones, by `mission <id>` and `zone <id>`. */
export async function budgetsNow(db: Database): Promise<Map<string, { xp: number; tokens: number }>> {
  const { rows } = await sql<{ name: string; xp: number; tokens: number }>`
    SELECT scope || ' ' || scope_id AS name, day_xp AS xp, day_tokens AS tokens FROM reward_budgets`.execute(db);
  return new Map(rows.map(({ name, xp, tokens }) => [name, { xp, tokens }]));
}
