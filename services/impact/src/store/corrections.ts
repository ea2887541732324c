import type { Database } from "@oneheart/kernel";
import { sql } from "kysely";
import type { AwardFacts } from "../rules/assess.ts";
import type { Amounts, CorrectedAward, Correction } from "../rules/correction.ts";

export interface AwardRow extends Amounts, CorrectedAward {
  quest_id: string;
  mission_id: string;
  zone_id: string;
  badges: string[];
  facts: AwardFacts;
  recorded_at: Date;
}

export interface ClaimRow {
  action_id: string;
  asset: "XP" | "HEART" | "CREDIT";
  amount: bigint;
  collected: bigint;
  ledger_transaction_id: string | null;
}

const none: Amounts = { xp: 0n, tokens: 0n, credits_minor: 0n, local_minor: 0n, national_minor: 0n, global_minor: 0n };

/** Every SQL statement about what was taken back of awards, and what is owed. */
export function correctionStore({ db }: { db: Database }) {
  return {
    async award(action_id: string): Promise<AwardRow | undefined> {
      const { rows } = await sql<AwardRow>`
        SELECT action_id, player_id, quest_id, mission_id, zone_id, ledger_transaction_id, badges, facts, xp, tokens, credits_minor,
          local_minor, national_minor, global_minor, recorded_at
        FROM impact_awards WHERE action_id = ${action_id}`.execute(db);
      return rows[0];
    },
    /** What was done about an award so far. */
    async kinds(action_id: string): Promise<Set<string>> {
      const { rows } = await sql<{ kind: string }>`SELECT DISTINCT kind FROM impact_corrections WHERE action_id = ${action_id}`.execute(db);
      return new Set(rows.map((row) => row.kind));
    },
    /** The sum of all that was taken from, or given on top of, an award. */
    async sum(action_id: string): Promise<Amounts> {
      const { rows } = await sql<Amounts>`
        SELECT sum(xp)::bigint AS xp, sum(tokens)::bigint AS tokens, sum(credits_minor)::bigint AS credits_minor,
          sum(local_minor)::bigint AS local_minor, sum(national_minor)::bigint AS national_minor, sum(global_minor)::bigint AS global_minor
        FROM impact_corrections WHERE action_id = ${action_id} HAVING count(*) > 0`.execute(db);
      return rows[0] ?? none;
    },
    async add({ id, kind, award, change, reason_code, recorded_at }: Correction, ledger_transaction_id: string | null): Promise<void> {
      await sql`
        INSERT INTO impact_corrections (id, action_id, kind, ledger_transaction_id, player_id, xp, tokens, credits_minor, local_minor,
          national_minor, global_minor, reason_code, recorded_at)
        VALUES (${id}, ${award.action_id}, ${kind}, ${ledger_transaction_id}, ${award.player_id}, ${change.xp}, ${change.tokens},
          ${change.credits_minor}, ${change.local_minor}, ${change.national_minor}, ${change.global_minor}, ${reason_code}, ${recorded_at})`.execute(
        db,
      );
    },
    /** Counts an award no more (-1), or again (1). */
    async count(credits_minor: bigint, by: 1 | -1): Promise<void> {
      await sql`UPDATE impact_totals SET actions = actions + ${by}, credits_minor = credits_minor + ${by * Number(credits_minor)}`.execute(
        db,
      );
    },

    async owe(claim: { action_id: string; player_id: string; asset: string; amount: bigint; created_at: Date }): Promise<void> {
      await sql`
        INSERT INTO impact_claims (action_id, asset, player_id, amount, created_at)
        VALUES (${claim.action_id}, ${claim.asset}, ${claim.player_id}, ${claim.amount}, ${claim.created_at})`.execute(db);
    },
    /** The oldest open claims on a player. */
    async claims(player_id: string, limit: number): Promise<ClaimRow[]> {
      const { rows } = await sql<ClaimRow>`
        SELECT c.action_id, c.asset, c.amount, c.collected, a.ledger_transaction_id
        FROM impact_claims c JOIN impact_awards a ON a.action_id = c.action_id
        WHERE c.player_id = ${player_id} AND c.closed_at IS NULL ORDER BY c.created_at, c.action_id, c.asset LIMIT ${limit}`.execute(db);
      return rows;
    },
    async collect(claim: { action_id: string; asset: string }, amount: bigint, at: Date): Promise<void> {
      await sql`
        UPDATE impact_claims SET collected = collected + ${amount}, closed_at = CASE WHEN collected + ${amount} = amount THEN ${at}::timestamptz END
        WHERE action_id = ${claim.action_id} AND asset = ${claim.asset}`.execute(db);
    },
    async giveUp(action_id: string, at: Date): Promise<void> {
      await sql`UPDATE impact_claims SET closed_at = ${at} WHERE action_id = ${action_id} AND closed_at IS NULL`.execute(db);
    },
    /** Notes whether the player owes anything; the caller holds the player's lock. */
    async noteDebt(player_id: string): Promise<void> {
      await sql`
        UPDATE impact_players SET owes = EXISTS (
          SELECT FROM impact_claims WHERE player_id = ${player_id} AND closed_at IS NULL) WHERE player_id = ${player_id}`.execute(db);
    },
  };
}
