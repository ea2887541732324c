import { type Database, jsonRows } from "@oneheart/kernel";
import { type RawBuilder, sql } from "kysely";
import type { AgreedSplit, Payer, Plan, Sources } from "../rules/cover.ts";
import type { ReservedShare } from "../rules/draw.ts";

export type ReservationState = "reserved" | "held" | "released" | "drawn";

export interface ReservationRow {
  quest_id: string;
  tokens: bigint;
  programme_parts: number;
  programme_tokens: bigint | null;
  programme_paid: bigint;
  state: ReservationState;
}

/** A mission at a place, at a moment. */
export interface Place {
  mission_id: string;
  zone_id: string;
}

const reservationColumns = sql`r.quest_id, r.tokens, r.programme_parts, r.programme_tokens, r.programme_paid, r.state`;
const freeMinor = sql`(f.funded_minor - f.locked_minor - f.reserved_minor - f.spent_minor - f.refunded_minor)`;

/** Campaigns that pay for quests of a mission at this moment; one without any money yet does not. */
function pays({ mission_id, zone_id }: { mission_id: RawBuilder<unknown>; zone_id: RawBuilder<unknown> }, now: Date) {
  return sql`c.status = 'active' AND c.starts_at <= ${now} AND c.ends_at > ${now} AND f.funded_minor > f.refunded_minor
    AND (c.mission_ids @> ARRAY[${mission_id}]::uuid[] OR c.zone_ids @> ARRAY[${zone_id}]::uuid[])
    AND (c.staggered_start IS NULL OR EXISTS (
      SELECT FROM campaign_zone_starts z WHERE z.campaign_id = c.id AND z.zone_id = ${zone_id}::uuid AND z.starts_at <= ${now}))`;
}

const programmeFree = sql`(SELECT b.budget_tokens - b.reserved_tokens - b.paid_tokens FROM programme_budget b)`;

interface SourceRow extends Payer {
  place: number;
  agreed: AgreedSplit | null;
}

/** Every SQL statement about who pays for quests. */
export function coverStore({ db }: { db: Database }) {
  return {
    /** Where the money for quests of each mission may come from, in their order; one statement, nothing locked. */
    async sources(places: readonly Place[], now: Date): Promise<Sources[]> {
      const { rows } = await sql<
        { place: number; programme_free: bigint | null; agreed: AgreedSplit | null } & { [K in keyof Payer]: Payer[K] | null }
      >`
        SELECT m.place::int, ${programmeFree} AS programme_free, ${agreedOf(sql`m.mission_id`)} AS agreed, p.*
        FROM unnest(${places.map((one) => one.mission_id)}::uuid[], ${places.map((one) => one.zone_id)}::uuid[])
          WITH ORDINALITY AS m (mission_id, zone_id, place)
        LEFT JOIN LATERAL (
          SELECT c.id AS campaign_id, c.rate_tokens, c.rate_minor, f.funded_minor - f.refunded_minor AS given_minor, ${freeMinor} AS free_minor
          FROM sponsor_campaigns c JOIN sponsor_funds f ON f.campaign_id = c.id
          WHERE ${pays({ mission_id: sql`m.mission_id`, zone_id: sql`m.zone_id` }, now)}
        ) p ON true ORDER BY m.place, p.campaign_id`.execute(db);
      const byPlace = Map.groupBy(rows, ({ place }) => place);
      return places.map((_, index) => sourcesOf(byPlace.get(index + 1)!));
    },
    /** The same of one mission, with everything locked that a quest may be paid from: funds in the order of their ids, then the budget. */
    async lockSources({ mission_id, zone_id }: Place, now: Date): Promise<Sources> {
      const { rows } = await sql<SourceRow>`
        SELECT c.id AS campaign_id, c.rate_tokens, c.rate_minor, f.funded_minor - f.refunded_minor AS given_minor, ${freeMinor} AS free_minor,
          ${agreedOf(sql`${mission_id}::uuid`)} AS agreed
        FROM sponsor_campaigns c JOIN sponsor_funds f ON f.campaign_id = c.id
        WHERE ${pays({ mission_id: sql`${mission_id}::uuid`, zone_id: sql`${zone_id}::uuid` }, now)}
        ORDER BY c.id FOR NO KEY UPDATE OF f`.execute(db);
      return { payers: rows, agreed: rows[0]?.agreed ?? undefined, programme_free: await this.lockProgramme() };
    },
    /** What the programme has left; null where it is not limited, and nobody needs to wait. */
    async lockProgramme(): Promise<bigint | null> {
      const { rows } = await sql<{ free: bigint }>`
        SELECT budget_tokens - reserved_tokens - paid_tokens AS free FROM programme_budget WHERE budget_tokens IS NOT NULL
        FOR NO KEY UPDATE`.execute(db);
      return rows[0]?.free ?? null;
    },
    async find(quest_id: string): Promise<ReservationRow | undefined> {
      const { rows } = await sql<ReservationRow>`
        SELECT ${reservationColumns} FROM reward_reservations r WHERE r.quest_id = ${quest_id}`.execute(db);
      return rows[0];
    },
    async findAll(quest_ids: readonly string[]): Promise<ReservationRow[]> {
      const { rows } = await sql<ReservationRow>`
        SELECT ${reservationColumns} FROM reward_reservations r WHERE r.quest_id = ANY(${quest_ids}::uuid[])`.execute(db);
      return rows;
    },
    /** Locks reservations, always in the same order. */
    async lockAll(quest_ids: readonly string[]): Promise<Map<string, ReservationRow>> {
      const { rows } = await sql<ReservationRow>`
        SELECT ${reservationColumns} FROM reward_reservations r WHERE r.quest_id = ANY(${quest_ids}::uuid[])
        ORDER BY r.quest_id FOR NO KEY UPDATE`.execute(db);
      return new Map(rows.map((row) => [row.quest_id, row]));
    },
    /** The shares of quests, with the terms of their campaigns. */
    async shares(quest_ids: readonly string[]): Promise<Map<string, Array<ReservedShare & { quest_id: string }>>> {
      const { rows } = await sql<ReservedShare & { quest_id: string }>`
        SELECT s.quest_id, s.campaign_id, s.parts, s.tokens, s.amount_minor, c.currency, c.rate_tokens, c.rate_minor, c.local_bps,
          c.national_bps, c.global_bps
        FROM reservation_shares s JOIN sponsor_campaigns c ON c.id = s.campaign_id
        WHERE s.quest_id = ANY(${quest_ids}::uuid[]) ORDER BY s.quest_id, s.campaign_id`.execute(db);
      return Map.groupBy(rows, ({ quest_id }) => quest_id);
    },
    /** Locks what campaigns have, in the order of their ids; answers what is free of each. */
    async lockFunds(campaign_ids: readonly string[]): Promise<Map<string, bigint>> {
      const { rows } = await sql<{ campaign_id: string; free_minor: bigint }>`
        SELECT f.campaign_id, ${freeMinor} AS free_minor FROM sponsor_funds f WHERE f.campaign_id = ANY(${campaign_ids}::uuid[])
        ORDER BY f.campaign_id FOR NO KEY UPDATE`.execute(db);
      return new Map(rows.map(({ campaign_id, free_minor }) => [campaign_id, free_minor]));
    },
    /** Reserves what was planned. The caller holds the locks; the constraints of the funds hold against everything else. */
    async reserve(quest: Place & { quest_id: string; player_id: string; at: Date }, plan: Plan): Promise<void> {
      const { tokens, shares, programme_parts, programme_tokens } = plan;
      await sql`
        WITH shares AS (
          SELECT * FROM jsonb_to_recordset(${jsonRows(shares)}::jsonb) AS s (campaign_id uuid, parts int, tokens bigint, amount_minor bigint)
        ), promised AS (
          UPDATE sponsor_funds f SET reserved_minor = f.reserved_minor + s.amount_minor FROM shares s WHERE f.campaign_id = s.campaign_id
        ), budget AS (
          UPDATE programme_budget SET reserved_tokens = reserved_tokens + ${programme_tokens ?? 0n} WHERE ${programme_tokens ?? 0n} > 0
        ), reservation AS (
          INSERT INTO reward_reservations (quest_id, mission_id, player_id, tokens, programme_parts, programme_tokens, state, created_at)
          VALUES (${quest.quest_id}, ${quest.mission_id}, ${quest.player_id}, ${tokens}, ${programme_parts}, ${programme_tokens}, 'reserved', ${quest.at})
        )
        INSERT INTO reservation_shares (quest_id, campaign_id, parts, tokens, amount_minor)
        SELECT ${quest.quest_id}::uuid, campaign_id, parts, tokens, amount_minor FROM shares`.execute(db);
    },
    /** Gives back what quests had reserved and did not use; answers how many that were. */
    async release(quest_ids: readonly string[], states: readonly ReservationState[] = ["reserved", "held"]): Promise<number> {
      return releaseWhere(db, sql`quest_id = ANY(${quest_ids}::uuid[]) AND state = ANY(${states}::text[])`);
    },
    releaseOf: (player_id: string) => releaseWhere(db, sql`player_id = ${player_id} AND state IN ('reserved', 'held')`),
    /** Reserves again what a quest had given back; what it takes is there. */
    async retake(quest_id: string): Promise<void> {
      await sql`
        WITH funds AS (
          UPDATE sponsor_funds f SET reserved_minor = f.reserved_minor + s.amount_minor
          FROM reservation_shares s WHERE s.quest_id = ${quest_id} AND f.campaign_id = s.campaign_id
        ), retaken AS (
          UPDATE reward_reservations SET state = 'held' WHERE quest_id = ${quest_id} RETURNING programme_tokens
        )
        UPDATE programme_budget b SET reserved_tokens = b.reserved_tokens + r.programme_tokens FROM retaken r WHERE r.programme_tokens > 0`.execute(
        db,
      );
    },
    async hold(quest_ids: readonly string[]): Promise<void> {
      await sql`UPDATE reward_reservations SET state = 'held' WHERE quest_id = ANY(${quest_ids}::uuid[]) AND state = 'reserved'`.execute(
        db,
      );
    },
    /** Those whose start is not known to have happened, oldest first. */
    async unconfirmed(before: Date, limit: number): Promise<Array<{ quest_id: string; created_at: Date }>> {
      const { rows } = await sql<{ quest_id: string; created_at: Date }>`
        SELECT quest_id, created_at FROM reward_reservations WHERE state = 'reserved' AND created_at < ${before}
        ORDER BY created_at LIMIT ${limit}`.execute(db);
      return rows;
    },
    async forget(player_id: string): Promise<void> {
      await sql`UPDATE reward_reservations SET player_id = NULL WHERE player_id = ${player_id}`.execute(db);
    },

    async setSplit(split: AgreedSplit & { mission_id: string }): Promise<void> {
      await sql`
        INSERT INTO mission_splits (mission_id, shares, programme_parts)
        VALUES (${split.mission_id}, ${JSON.stringify(split.shares)}::jsonb, ${split.programme_parts})
        ON CONFLICT (mission_id) DO UPDATE SET shares = excluded.shares, programme_parts = excluded.programme_parts`.execute(db);
    },
    async isBegun(mission_id: string): Promise<boolean> {
      const { rows } = await sql`
        SELECT FROM reward_reservations r JOIN reservation_shares s USING (quest_id) WHERE r.mission_id = ${mission_id} LIMIT 1`.execute(
        db,
      );
      return rows.length > 0;
    },
  };
}

function agreedOf(mission_id: RawBuilder<unknown>) {
  return sql`(SELECT jsonb_build_object('shares', x.shares, 'programme_parts', x.programme_parts) FROM mission_splits x WHERE x.mission_id = ${mission_id})`;
}

function sourcesOf(
  rows: ReadonlyArray<{ programme_free: bigint | null; agreed: AgreedSplit | null } & { [K in keyof Payer]: Payer[K] | null }>,
): Sources {
  const payers = rows.filter((row): row is typeof row & Payer => row.campaign_id !== null);
  return { payers, agreed: rows[0]!.agreed ?? undefined, programme_free: rows[0]!.programme_free };
}

async function releaseWhere(db: Database, condition: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ released: number }>`
    WITH released AS (
      UPDATE reward_reservations SET state = 'released' WHERE ${condition} RETURNING quest_id, programme_tokens
    ), back AS (
      SELECT s.campaign_id, sum(s.amount_minor)::bigint AS amount_minor FROM released r JOIN reservation_shares s USING (quest_id) GROUP BY s.campaign_id
    ), funds AS (
      UPDATE sponsor_funds f SET reserved_minor = f.reserved_minor - b.amount_minor FROM back b WHERE f.campaign_id = b.campaign_id
    ), budget AS (
      UPDATE programme_budget SET reserved_tokens = reserved_tokens - given.tokens
      FROM (SELECT sum(programme_tokens)::bigint AS tokens FROM released) given WHERE given.tokens > 0
    )
    SELECT count(*)::int AS released FROM released`.execute(db);
  return rows[0]!.released;
}
