import type { Database } from "@oneheart/kernel";
import { sql } from "kysely";
import type { AwardFacts } from "../rules/assess.ts";
import type { Award } from "../rules/award-draft.ts";
import type { Run } from "../rules/streak.ts";

export interface RuleSetRow {
  version: string;
  rules: Record<string, unknown>;
  active: boolean;
  created_at: Date;
}

/** What this service counts of a player. */
export interface PlayerCounts {
  actions: bigint;
  beneficiaries: bigint;
  missions: Record<string, number>;
  badges: string[];
  /** Something that was taken back could not be taken yet. */
  owes: boolean;
}

/** An award with its entry in the ledger, if it has one, and what its player's counts come to with it. */
interface NewAward {
  award: Award;
  entry: string | null;
  counts: Pick<AwardFacts, "actions" | "beneficiaries" | "missions"> & { badges: string[] };
}

function rowOf({ award, entry, counts: { actions, beneficiaries, missions, badges } }: NewAward) {
  const { calculation, ledger_id: _, cover: __, ...row } = award;
  const { rule_set, xp, tokens, credits_minor, badges: earned, fund_allocation } = calculation;
  const { local: local_minor, national: national_minor, global: global_minor } = fund_allocation;
  return {
    ...{ ...row, entry, rule_set, xp, tokens, credits_minor, badges: earned, local_minor, national_minor, global_minor },
    counts: { actions, beneficiaries, missions, badges },
  };
}

/** A row of the views `impact_ledger` and `impact_corrections_ledger`. */
export interface LedgerRow {
  id: string;
  action_id: string;
  player_did: string;
  xp_delta: bigint;
  tokens_delta: bigint;
  impact_credits_delta: string;
  badges_earned: string[];
  fund_allocation: { local: number; national: number; global: number };
  rule_set: string;
  /** The award's entry, on a correction of it. */
  corrects: string | null;
  ledger_timestamp: Date;
  leaf_index: bigint | null;
}

const ledgerColumns = sql`id, action_id, player_did, xp_delta, tokens_delta, impact_credits_delta, badges_earned, fund_allocation,
  rule_set, ledger_timestamp, leaf_index`;
const ruleSetColumns = sql`r.version, r.rules, r.created_at, r.version = (SELECT version FROM active_rule_set) AS active`;
const ruleSetsMax = 1000;

/** Every SQL statement of the impact engine. */
export function impactStore({ db }: { db: Database }) {
  return {
    async activeRuleSet(): Promise<RuleSetRow> {
      const { rows } = await sql<RuleSetRow>`
        SELECT ${ruleSetColumns} FROM rule_sets r WHERE r.version = (SELECT version FROM active_rule_set)`.execute(db);
      return rows[0]!;
    },
    /**
     * Of each moment the newest that there was then; before the first one, the first. Each is active from its making until the next
     * one's.
     */
    async ruleSetsAt(moments: readonly Date[]): Promise<RuleSetRow[]> {
      const { rows } = await sql<RuleSetRow>`
        SELECT found.* FROM unnest(${moments}::timestamptz[]) WITH ORDINALITY AS asked (moment, place) CROSS JOIN LATERAL (
          SELECT ${ruleSetColumns} FROM rule_sets r
          WHERE r.created_at <= greatest(asked.moment, (SELECT min(created_at) FROM rule_sets))
          ORDER BY r.created_at DESC, r.version LIMIT 1
        ) AS found ORDER BY asked.place`.execute(db);
      return rows;
    },
    async ruleSets(): Promise<RuleSetRow[]> {
      const { rows } = await sql<RuleSetRow>`
        SELECT ${ruleSetColumns} FROM rule_sets r ORDER BY r.created_at DESC, r.version LIMIT ${ruleSetsMax}`.execute(db);
      return rows;
    },
    /** Adds a version and points to it; false when the version exists. */
    async addRuleSet(row: { version: string; rules: unknown; created_by: string; created_at: Date }): Promise<boolean> {
      const added = await sql`
        INSERT INTO rule_sets (version, rules, created_by, created_at)
        VALUES (${row.version}, ${JSON.stringify(row.rules)}::jsonb, ${row.created_by}, ${row.created_at})
        ON CONFLICT (version) DO NOTHING`.execute(db);
      if (added.numAffectedRows === 0n) return false;
      await sql`UPDATE active_rule_set SET version = ${row.version}`.execute(db);
      return true;
    },

    /** Locks players' counts until the end of the transaction, always in the same order; makes them on first use. */
    async lockPlayers(players: ReadonlyArray<{ player_id: string; player_did: string }>): Promise<Map<string, PlayerCounts>> {
      const { rows } = await sql<PlayerCounts & { player_id: string }>`
        INSERT INTO impact_players (player_id, player_did)
        SELECT player_id, player_did FROM jsonb_to_recordset(${JSON.stringify(players)}::jsonb) AS p (player_id uuid, player_did text)
        ORDER BY player_id
        ON CONFLICT (player_id) DO UPDATE SET player_did = EXCLUDED.player_did
        RETURNING player_id, actions, beneficiaries, missions, badges, owes`.execute(db);
      return new Map(rows.map(({ player_id, ...counts }) => [player_id, counts]));
    },
    /** The same for a player who was awarded before. */
    async lockKnownPlayer(player_id: string): Promise<PlayerCounts | undefined> {
      const { rows } = await sql<PlayerCounts>`
        SELECT actions, beneficiaries, missions, badges, owes FROM impact_players WHERE player_id = ${player_id} FOR UPDATE`.execute(db);
      return rows[0];
    },
    async savePlayer(
      player_id: string,
      counts: { actions: number; beneficiaries: number; missions: Record<string, number>; badges: string[] },
    ): Promise<void> {
      await sql`
        UPDATE impact_players SET actions = ${counts.actions}, beneficiaries = ${counts.beneficiaries},
          missions = ${JSON.stringify(counts.missions)}::jsonb, badges = ${counts.badges}
        WHERE player_id = ${player_id}`.execute(db);
    },

    /** The runs that each player's day could touch: those that begin latest, up to the day after it. */
    async runsBefore(days: ReadonlyArray<{ player_id: string; day: string }>): Promise<Array<Run & { player_id: string }>> {
      const { rows } = await sql<Run & { player_id: string }>`
        SELECT asked.player_id, run.first_day::text, run.last_day::text
        FROM jsonb_to_recordset(${JSON.stringify(days)}::jsonb) AS asked (player_id uuid, day date) CROSS JOIN LATERAL (
          SELECT first_day, last_day FROM impact_streaks s WHERE s.player_id = asked.player_id AND first_day <= asked.day + 1
          ORDER BY first_day DESC LIMIT 2
        ) AS run`.execute(db);
      return rows;
    },
    /** Puts runs in the place of those that they cover. */
    async saveRuns(runs: ReadonlyArray<Run & { player_id: string }>): Promise<void> {
      if (runs.length === 0) return;
      await sql`
        WITH run AS (
          SELECT * FROM jsonb_to_recordset(${JSON.stringify(runs)}::jsonb) AS r (player_id uuid, first_day date, last_day date)
        ), covered AS (
          DELETE FROM impact_streaks s USING run
          WHERE s.player_id = run.player_id AND s.first_day > run.first_day AND s.first_day <= run.last_day
        )
        INSERT INTO impact_streaks (player_id, first_day, last_day) SELECT player_id, first_day, last_day FROM run
        ON CONFLICT (player_id, first_day) DO UPDATE SET last_day = excluded.last_day`.execute(db);
    },

    /** Those of the actions that were awarded before. */
    async awardedOf(action_ids: readonly string[]): Promise<Set<string>> {
      const { rows } = await sql<{ action_id: string }>`
        SELECT action_id FROM impact_awards WHERE action_id = ANY(${action_ids}::uuid[])`.execute(db);
      return new Set(rows.map((row) => row.action_id));
    },
    /** Adds awards, their part of the totals, and what their players' counts come to. */
    async addAwards(awards: readonly NewAward[]): Promise<void> {
      await sql`
        WITH new AS (
          SELECT * FROM jsonb_to_recordset(${JSON.stringify(awards.map(rowOf))}::jsonb) AS a (action_id uuid, entry uuid, player_id uuid,
            quest_id uuid, mission_id uuid, zone_id uuid, rule_set text, facts jsonb, xp bigint, tokens bigint, credits_minor bigint,
            badges text[], local_minor bigint, national_minor bigint, global_minor bigint, recorded_at timestamptz, counts jsonb)
        ), counted AS (
          UPDATE impact_totals t SET actions = t.actions + sum.actions, credits_minor = t.credits_minor + sum.credits_minor
          FROM (SELECT count(*) AS actions, sum(credits_minor)::bigint AS credits_minor FROM new) AS sum
        ), players AS (
          UPDATE impact_players p SET actions = c.actions, beneficiaries = c.beneficiaries, missions = c.missions, badges = c.badges
          FROM new CROSS JOIN LATERAL
            jsonb_to_record(new.counts) AS c (actions bigint, beneficiaries bigint, missions jsonb, badges text[])
          WHERE p.player_id = new.player_id
        )
        INSERT INTO impact_awards
          (action_id, ledger_transaction_id, player_id, quest_id, mission_id, zone_id, rule_set, facts,
           xp, tokens, credits_minor, badges, local_minor, national_minor, global_minor, recorded_at)
        SELECT action_id, entry, player_id, quest_id, mission_id, zone_id, rule_set, facts,
          xp, tokens, credits_minor, badges, local_minor, national_minor, global_minor, recorded_at FROM new`.execute(db);
    },
    async totals(): Promise<{ actions: bigint; credits_minor: bigint }> {
      const { rows } = await sql<{ actions: bigint; credits_minor: bigint }>`SELECT actions, credits_minor FROM impact_totals`.execute(db);
      return rows[0]!;
    },

    /** Whether the ledger has a transaction. */
    async isRecorded(transaction_id: string): Promise<boolean> {
      const { rows } = await sql`SELECT FROM ledger_transactions WHERE id = ${transaction_id}`.execute(db);
      return rows.length > 0;
    },
    /** Awards and corrections in one list; each view gives at most a page from its own index. */
    async ledger(page: { limit: number; before?: string; player_id?: string; action_id?: string }): Promise<LedgerRow[]> {
      const wanted = sql`${page.before === undefined ? sql`true` : sql`id < ${page.before}`}
        AND ${page.player_id === undefined ? sql`true` : sql`player_id = ${page.player_id}`}
        AND ${page.action_id === undefined ? sql`true` : sql`action_id = ${page.action_id}`}`;
      const { rows } = await sql<LedgerRow>`
        (SELECT ${ledgerColumns}, NULL::uuid AS corrects FROM impact_ledger WHERE ${wanted} ORDER BY id DESC LIMIT ${page.limit})
        UNION ALL
        (SELECT ${ledgerColumns}, corrects FROM impact_corrections_ledger WHERE ${wanted} ORDER BY id DESC LIMIT ${page.limit})
        ORDER BY id DESC LIMIT ${page.limit}`.execute(db);
      return rows;
    },
    async ledgerOfActions(action_ids: readonly string[]): Promise<LedgerRow[]> {
      const { rows } = await sql<LedgerRow>`
        SELECT ${ledgerColumns}, NULL::uuid AS corrects FROM impact_ledger WHERE action_id = ANY(${action_ids}::uuid[]) ORDER BY id DESC`.execute(
        db,
      );
      return rows;
    },
  };
}
