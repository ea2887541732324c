import type { RewardPolicy } from "@oneheart/contracts";
import { type Database, takeLocks } from "@oneheart/kernel";
import { sql } from "kysely";
import type { Day, DayUse, Scope } from "../rules/limits.ts";
import { standing } from "./standing.ts";

/** Which day of whom. */
export interface DayKey {
  scope: Scope;
  scope_id: string;
  /** `YYYY-MM-DD`. */
  day: string;
}

/** Actions of one kind of a player, from one day to another. */
export interface KindKey {
  player_id: string;
  kind: string;
  from: string;
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

    /** What all zones paid together on these days. Whoever limits it holds the lock of each day, which the caller takes by this. */
    async lockProgramme(days: readonly string[]): Promise<Map<string, { xp: number; tokens: number }>> {
      await takeLocks(db, "impact.programme_day", days);
      return this.programme(days);
    },
    /** The same without locks. */
    async programme(days: readonly string[]): Promise<Map<string, { xp: number; tokens: number }>> {
      const { rows } = await sql<{ day: string; xp: string; tokens: string }>`
        SELECT day::text, sum(xp)::text AS xp, sum(tokens)::text AS tokens FROM reward_days
        WHERE scope = 'zone' AND day = ANY(${days}::date[]) GROUP BY day`.execute(db);
      return new Map(rows.map(({ day, xp, tokens }) => [day, { xp: Number(xp), tokens: Number(tokens) }]));
    },
    /**
     * How many awards of a kind each player has that stand and belong to the days up to one, by player. An award is recorded after its
     * day began and its id says when, so that only a player's newest are looked at.
     */
    async sameKind(asked: readonly KindKey[]): Promise<Map<string, number>> {
      const keys = asked.map((key) => ({ ...key, after: firstIdOf(key.from) }));
      const { rows } = await sql<{ player_id: string; done: number }>`
        SELECT k.player_id, count(*)::int AS done
        FROM jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) AS k (player_id uuid, kind text, "from" date, day date, after uuid)
        JOIN impact_awards a ON a.player_id = k.player_id AND (a.ledger_transaction_id >= k.after OR a.ledger_transaction_id IS NULL)
        WHERE a.facts->>'mission_type' = k.kind AND (a.facts->>'action_day')::date BETWEEN k."from" AND k.day AND (${standing})
        GROUP BY k.player_id`.execute(db);
      return new Map(rows.map(({ player_id, done }) => [player_id, done]));
    },

    async policy(): Promise<RewardPolicy> {
      const { rows } = await sql<{ policy: RewardPolicy }>`SELECT to_jsonb(p) - 'single' AS policy FROM reward_policy p`.execute(db);
      return rows[0]!.policy;
    },
    async setPolicy(change: Partial<RewardPolicy>): Promise<RewardPolicy> {
      await sql`
        UPDATE reward_policy p SET (player_day_xp, player_day_tokens, newcomer_first_bps, newcomer_days, mission_day_xp, mission_day_tokens,
          zone_day_xp, zone_day_tokens, programme_day_xp, programme_day_tokens, same_kind_days, same_kind_free, same_kind_step_bps,
          same_kind_min_bps) = (
          SELECT n.player_day_xp, n.player_day_tokens, n.newcomer_first_bps, n.newcomer_days, n.mission_day_xp, n.mission_day_tokens,
            n.zone_day_xp, n.zone_day_tokens, n.programme_day_xp, n.programme_day_tokens, n.same_kind_days, n.same_kind_free,
            n.same_kind_step_bps, n.same_kind_min_bps
          FROM jsonb_populate_record(p, ${JSON.stringify(change)}::jsonb) n)`.execute(db);
      return this.policy();
    },
    async budget({ scope, id }: { scope: Scope; id: string }): Promise<{ scope: Scope; day_xp: number; day_tokens: number } | undefined> {
      const { rows } = await sql<{ scope: Scope; day_xp: number; day_tokens: number }>`
        SELECT scope, day_xp, day_tokens FROM reward_budgets WHERE scope = ${scope} AND scope_id = ${id}`.execute(db);
      return rows[0];
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

/** No id (UUIDv7) that was made for an action of a day or of a later one is smaller; zones are at most 14 hours ahead of UTC. */
function firstIdOf(day: string): string {
  const at = Math.max(0, Date.parse(`${day}T00:00:00Z`) - 86_400_000)
    .toString(16)
    .padStart(12, "0");
  return `${at.slice(0, 8)}-${at.slice(8)}-7000-8000-000000000000`;
}
