import type { RewardPolicy } from "@oneheart/contracts";
import type { Database } from "@oneheart/kernel";
import { sql } from "kysely";
import type { Day, DayUse, Scope } from "../rules/limits.ts";

/** Which day of whom. */
export interface DayKey {
  scope: Scope;
  scope_id: string;
  /** `YYYY-MM-DD`. */
  day: string;
}

/** The days asked for, in no order, and the policy of this moment. */
export interface Days {
  policy: RewardPolicy;
  days: Array<DayKey & Day>;
}

interface DayRow extends DayKey {
  xp: bigint;
  tokens: bigint;
  awards: number;
  proven_days: number;
  day_xp: number | null;
  day_tokens: number | null;
  policy: RewardPolicy;
}

const asked = (keys: readonly DayKey[]) =>
  sql`SELECT scope, scope_id, day FROM jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) AS a (scope text, scope_id uuid, day date)`;
/** What a day's limits depend on. More proven days than the policy asks for need not be counted. */
const about = sql`d.scope, d.scope_id, d.day::text, d.xp, d.tokens, d.awards, b.day_xp, b.day_tokens, to_jsonb(p) - 'single' AS policy,
  CASE WHEN d.scope = 'player' THEN (
    SELECT count(*)::int FROM (
      SELECT FROM reward_days o WHERE o.scope = 'player' AND o.scope_id = d.scope_id AND o.day <> d.day AND o.awards > 0 LIMIT p.newcomer_days
    ) proven) ELSE 0 END AS proven_days`;
const beside = sql`CROSS JOIN reward_policy p LEFT JOIN reward_budgets b ON b.scope = d.scope AND b.scope_id = d.scope_id`;

/** Every SQL statement about what was earned in a day, and what may be. */
export function dayStore({ db }: { db: Database }) {
  return {
    /** Locks the days, each named once, until the end of the transaction, always in the same order; makes those that are new. */
    async lock(keys: readonly DayKey[]): Promise<Days> {
      const { rows } = await sql<DayRow>`
        WITH d AS (
          INSERT INTO reward_days AS d (scope, scope_id, day) ${asked(keys)} ORDER BY scope, scope_id, day
          ON CONFLICT (scope, scope_id, day) DO UPDATE SET awards = d.awards
          RETURNING d.scope, d.scope_id, d.day, d.xp, d.tokens, d.awards
        ) SELECT ${about} FROM d ${beside}`.execute(db);
      return { policy: rows[0]!.policy, days: rows.map(presentDay) };
    },
    /** The same without locks; days without awards are there with nothing. */
    async read(keys: readonly DayKey[]): Promise<Days> {
      const { rows } = await sql<DayRow>`
        WITH d AS (
          SELECT a.scope, a.scope_id, a.day, coalesce(r.xp, 0) AS xp, coalesce(r.tokens, 0) AS tokens, coalesce(r.awards, 0) AS awards
          FROM (${asked(keys)}) a LEFT JOIN reward_days r USING (scope, scope_id, day)
        ) SELECT ${about} FROM d ${beside}`.execute(db);
      return { policy: rows[0]!.policy, days: rows.map(presentDay) };
    },
    /** Writes what days come to now. The caller holds their locks. */
    async save(days: ReadonlyArray<DayKey & { use: DayUse }>): Promise<void> {
      const rows = days.map(({ scope, scope_id, day, use }) => ({ scope, scope_id, day, ...use }));
      await sql`
        UPDATE reward_days d SET xp = n.xp, tokens = n.tokens, awards = n.awards
        FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS n (scope text, scope_id uuid, day date, xp bigint, tokens bigint, awards int)
        WHERE d.scope = n.scope AND d.scope_id = n.scope_id AND d.day = n.day`.execute(db);
    },

    async policy(): Promise<RewardPolicy> {
      const { rows } = await sql<{ policy: RewardPolicy }>`SELECT to_jsonb(p) - 'single' AS policy FROM reward_policy p`.execute(db);
      return rows[0]!.policy;
    },
    async setPolicy(change: Partial<RewardPolicy>): Promise<RewardPolicy> {
      await sql`
        UPDATE reward_policy p SET (player_day_xp, player_day_tokens, newcomer_first_bps, newcomer_days, mission_day_xp, mission_day_tokens,
          zone_day_xp, zone_day_tokens) = (
          SELECT n.player_day_xp, n.player_day_tokens, n.newcomer_first_bps, n.newcomer_days, n.mission_day_xp, n.mission_day_tokens,
            n.zone_day_xp, n.zone_day_tokens
          FROM jsonb_populate_record(p, ${JSON.stringify(change)}::jsonb) n)`.execute(db);
      return this.policy();
    },
    async setBudget({ scope, id, day_xp, day_tokens }: { scope: Scope; id: string; day_xp: number; day_tokens: number }): Promise<void> {
      await sql`
        INSERT INTO reward_budgets (scope, scope_id, day_xp, day_tokens) VALUES (${scope}, ${id}, ${day_xp}, ${day_tokens})
        ON CONFLICT (scope, scope_id) DO UPDATE SET day_xp = excluded.day_xp, day_tokens = excluded.day_tokens`.execute(db);
    },
    async dropBudget({ scope, id }: { scope: Scope; id: string }): Promise<void> {
      await sql`DELETE FROM reward_budgets WHERE scope = ${scope} AND scope_id = ${id}`.execute(db);
    },
  };
}

function presentDay({ scope, scope_id, day, xp, tokens, awards, proven_days, day_xp, day_tokens }: DayRow): DayKey & Day {
  const budget = day_xp === null || day_tokens === null ? undefined : { xp: day_xp, tokens: day_tokens };
  return { scope, scope_id, day, use: { xp: Number(xp), tokens: Number(tokens), awards }, proven_days, budget };
}
