import type { Database } from "@oneheart/kernel";
import { sql } from "kysely";
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
    /** The newest that there was at a moment; before the first one, the first. Each is active from its making until the next one's. */
    async ruleSetAt(moment: Date): Promise<RuleSetRow> {
      const { rows } = await sql<RuleSetRow>`
        SELECT ${ruleSetColumns} FROM rule_sets r WHERE r.created_at <= greatest(${moment}::timestamptz, (SELECT min(created_at) FROM rule_sets))
        ORDER BY r.created_at DESC, r.version LIMIT 1`.execute(db);
      return rows[0]!;
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

    /** Locks a player's counts until the end of the transaction; makes them on first use. */
    async lockPlayer(player_id: string, player_did: string): Promise<PlayerCounts> {
      const { rows } = await sql<PlayerCounts>`
        INSERT INTO impact_players (player_id, player_did) VALUES (${player_id}, ${player_did})
        ON CONFLICT (player_id) DO UPDATE SET player_did = EXCLUDED.player_did
        RETURNING actions, beneficiaries, missions, badges, owes`.execute(db);
      return rows[0]!;
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

    /** The runs that a day could touch: those that begin latest, up to the day after it. */
    async runsBefore(player_id: string, day: string): Promise<Run[]> {
      const { rows } = await sql<Run>`
        SELECT first_day::text, last_day::text FROM impact_streaks
        WHERE player_id = ${player_id} AND first_day <= ${day}::date + 1
        ORDER BY first_day DESC LIMIT 2`.execute(db);
      return rows;
    },
    /** Puts a run in the place of those that it covers. */
    async saveRun(player_id: string, run: Run): Promise<void> {
      await sql`
        DELETE FROM impact_streaks
        WHERE player_id = ${player_id} AND first_day BETWEEN ${run.first_day} AND ${run.last_day}`.execute(db);
      await sql`
        INSERT INTO impact_streaks (player_id, first_day, last_day)
        VALUES (${player_id}, ${run.first_day}, ${run.last_day})`.execute(db);
    },

    async isAwarded(action_id: string): Promise<boolean> {
      const { rows } = await sql`SELECT FROM impact_awards WHERE action_id = ${action_id}`.execute(db);
      return rows.length > 0;
    },
    /** Adds an award and its part of the totals. */
    async addAward(award: Award, ledger_transaction_id: string | null): Promise<void> {
      const { calculation } = award;
      const { local, national, global } = calculation.fund_allocation;
      await sql`
        INSERT INTO impact_awards
          (action_id, ledger_transaction_id, player_id, quest_id, mission_id, zone_id, rule_set, facts,
           xp, tokens, credits_minor, badges, local_minor, national_minor, global_minor, recorded_at)
        VALUES
          (${award.action_id}, ${ledger_transaction_id}, ${award.player_id}, ${award.quest_id}, ${award.mission_id}, ${award.zone_id},
           ${calculation.rule_set}, ${JSON.stringify(award.facts)}::jsonb, ${calculation.xp}, ${calculation.tokens},
           ${calculation.credits_minor}, ${calculation.badges}, ${local}, ${national}, ${global}, ${award.recorded_at})`.execute(db);
      await sql`
        UPDATE impact_totals SET actions = actions + 1, credits_minor = credits_minor + ${calculation.credits_minor}`.execute(db);
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
