import type { QuestType } from "@oneheart/contracts";
import { type Database, lastId } from "@oneheart/kernel";
import type { Sentence } from "@oneheart/messages";
import { type RawBuilder, sql } from "kysely";
import type { StoredStatus } from "../rules/status.ts";
import type { AssignmentRow, EventRow, QuestRow } from "./rows.ts";

/** Which of a player's quests, newest first. */
export interface TakenPage {
  player_id: string;
  now: Date;
  /** As they are at `now`: an active quest whose time is up counts as expired. */
  statuses: readonly StoredStatus[];
  quest_type: QuestType | undefined;
  zone_ids: readonly string[] | undefined;
  before: string | undefined;
  limit: number;
}

export interface QuestCounts {
  player_id: string;
  active_quests: number;
  completed_missions: number;
}

export interface HandIn {
  quest_id: string;
  at: Date;
  proof_ids: readonly string[];
  duration_minutes: number;
  reported_minutes: number | null;
  beneficiaries_count: number;
}

export interface Payment {
  quest_id: string;
  at: Date;
  xp: number;
  tokens: number;
  explained: Sentence[];
}

const columns = sql`a.id, a.player_id, a.player_did, a.mission_id, a.zone_id, a.mission_type, a.quest_type, a.title, a.description, a.base_xp,
  a.base_tokens, a.difficulty_level, a.min_level, a.expected_minutes, a.witnesses_required, a.zone_lat, a.zone_lng, a.zone_radius_km,
  a.zone_factor_bps, a.time_zone, a.belongs_to::text, a.status, a.nonce, a.min_minutes, a.local_day::text, a.started_at, a.expires_at,
  a.submitted_at, a.completed_at, a.duration_minutes, a.reported_minutes, a.beneficiaries_count, a.reward_xp, a.reward_tokens, a.reward_explained, a.failure_reason, a.created_at,
  m.community_goal, m.community_progress`;
const from = sql`quest_assignments a JOIN missions m ON m.id = a.mission_id`;
const overdue = (now: Date) => sql`(a.status = 'active' AND a.expires_at <= ${now})`;

/** A page of a player's quests. */
export function takenQuests(page: TakenPage): RawBuilder<QuestRow> {
  return sql`
    SELECT ${columns} FROM ${from} WHERE a.player_id = ${page.player_id} AND ${hasStatus(page.statuses, page.now)}
      AND ${page.quest_type === undefined ? sql`true` : sql`a.quest_type = ${page.quest_type}`}
      AND ${page.zone_ids === undefined ? sql`true` : sql`a.zone_id = ANY(${page.zone_ids}::uuid[])`}
      AND a.id < ${page.before ?? lastId}::uuid
    ORDER BY a.id DESC LIMIT ${page.limit}`;
}

/** A single status is asked for as such: only then does the index give its quests in order. */
function hasStatus(statuses: readonly StoredStatus[], now: Date): RawBuilder<unknown> {
  if (statuses.includes("expired"))
    return sql`a.status = ANY(${[...statuses, "active"]}::text[]) AND (a.status <> 'active' OR ${overdue(now)})`;
  const [only, ...more] = statuses;
  return sql`${more.length === 0 ? sql`a.status = ${only}` : sql`a.status = ANY(${statuses}::text[])`} AND NOT ${overdue(now)}`;
}

function insertEvents(events: readonly EventRow[]): RawBuilder<unknown> {
  return sql`
    INSERT INTO quest_events (id, quest_id, event, at, detail)
    SELECT id, quest_id, event, at, detail
    FROM jsonb_to_recordset(${JSON.stringify(events)}::jsonb) AS event (id uuid, quest_id uuid, event text, at timestamptz, detail jsonb)`;
}

/** Every SQL statement about quests, their proofs and their history. */
export function questStore({ db }: { db: Database }) {
  const all = async (query: RawBuilder<QuestRow>) => (await query.execute(db)).rows;
  const one = async (query: RawBuilder<QuestRow>) => (await query.execute(db)).rows[0];
  const run = async (query: RawBuilder<unknown>) => void (await query.execute(db));

  return {
    find: (id: string) => one(sql`SELECT ${columns} FROM ${from} WHERE a.id = ${id}`),
    findAll: (ids: readonly string[]) => all(sql`SELECT ${columns} FROM ${from} WHERE a.id = ANY(${ids}::uuid[]) ORDER BY a.id`),
    lock: (id: string) => one(sql`SELECT ${columns} FROM ${from} WHERE a.id = ${id} FOR NO KEY UPDATE OF a`),
    /** Locks several, always in the same order. */
    async lockAll(ids: readonly string[]): Promise<Map<string, QuestRow>> {
      const rows = await all(sql`
        SELECT ${columns} FROM ${from} WHERE a.id = ANY(${ids}::uuid[]) ORDER BY a.id FOR NO KEY UPDATE OF a`);
      return new Map(rows.map((row) => [row.id, row]));
    },
    async hasNonce(nonce: string): Promise<boolean> {
      const { rows } = await sql<{ found: boolean }>`
        SELECT EXISTS (SELECT FROM quest_assignments WHERE nonce = ${nonce}) AS found`.execute(db);
      return rows[0]!.found;
    },
    /** False when an open quest of the same mission, or one of the same day, is there already. */
    async insert({ reward_explained: _, ...quest }: AssignmentRow): Promise<boolean> {
      const result = await db
        .withTables<{ quest_assignments: Omit<AssignmentRow, "reward_explained"> }>()
        .insertInto("quest_assignments")
        .values(quest)
        .onConflict((on) => on.doNothing())
        .executeTakeFirstOrThrow();
      return result.numInsertedOrUpdatedRows === 1n;
    },
    taken: async (page: TakenPage) => (await takenQuests(page).execute(db)).rows,
    /** One line for each player. */
    async counts(player_ids: readonly string[], now: Date): Promise<QuestCounts[]> {
      const { rows } = await sql<QuestCounts>`
        SELECT player.id AS player_id, (count(*) FILTER (WHERE a.status = 'active'))::int AS active_quests,
          (count(*) FILTER (WHERE a.status = 'completed'))::int AS completed_missions
        FROM unnest(${player_ids}::uuid[]) AS player (id)
        LEFT JOIN quest_assignments a ON a.player_id = player.id AND a.status IN ('active', 'completed') AND NOT ${overdue(now)}
        GROUP BY player.id`.execute(db);
      return rows;
    },
    /** What a player completed, by kind of mission, the most first. */
    async doneByType(player_id: string): Promise<Array<{ mission_type: string; actions: number; minutes: number }>> {
      const { rows } = await sql<{ mission_type: string; actions: number; minutes: number }>`
        SELECT a.mission_type, count(*)::int AS actions, coalesce(sum(a.duration_minutes), 0)::int AS minutes
        FROM quest_assignments a WHERE a.player_id = ${player_id} AND a.status = 'completed'
        GROUP BY a.mission_type ORDER BY actions DESC, a.mission_type`.execute(db);
      return rows;
    },
    /** Those of the proofs that were handed in before. */
    async handedInBefore(proof_ids: readonly string[]): Promise<Set<string>> {
      const { rows } = await sql<{ proof_id: string }>`
        SELECT proof_id FROM quest_proofs WHERE proof_id = ANY(${proof_ids}::uuid[])`.execute(db);
      return new Set(rows.map((row) => row.proof_id));
    },
    /** Hands quests in, with their proofs and what their history says of it. A proof that was handed in before is refused by its key. */
    submit: (quests: readonly HandIn[], events: readonly EventRow[]) =>
      run(sql`
        WITH handed AS (
          SELECT * FROM jsonb_to_recordset(${JSON.stringify(quests)}::jsonb) AS h (quest_id uuid, at timestamptz, proof_ids uuid[],
            duration_minutes int, reported_minutes int, beneficiaries_count int)
        ), submitted AS (
          UPDATE quest_assignments a SET status = 'submitted', submitted_at = h.at, duration_minutes = h.duration_minutes,
            reported_minutes = h.reported_minutes, beneficiaries_count = h.beneficiaries_count
          FROM handed h WHERE a.id = h.quest_id
        ), proven AS (
          INSERT INTO quest_proofs (proof_id, quest_id) SELECT unnest(proof_ids), quest_id FROM handed
        ) ${insertEvents(events)}`),
    /**
     * Marks quests as paid, with what their history says of it, and counts those of community missions. The day of a quest is given up
     * when, after a failure, another quest of the same day took its place.
     */
    complete: (payments: readonly Payment[], events: readonly EventRow[]) =>
      run(sql`
        WITH paid AS (
          SELECT * FROM jsonb_to_recordset(${JSON.stringify(payments)}::jsonb) AS p (quest_id uuid, at timestamptz, xp int, tokens int, explained jsonb)
        ), completed AS (
          UPDATE quest_assignments a SET status = 'completed', completed_at = p.at, reward_xp = p.xp, reward_tokens = p.tokens,
            reward_explained = p.explained, failure_reason = NULL,
            local_day = CASE WHEN EXISTS (
              SELECT FROM quest_assignments b WHERE b.player_id = a.player_id AND b.mission_id = a.mission_id AND b.local_day = a.local_day
                AND b.id <> a.id AND b.status IN ('active', 'submitted', 'completed')
            ) THEN NULL ELSE a.local_day END
          FROM paid p WHERE a.id = p.quest_id RETURNING a.mission_id, a.quest_type
        ), progressed AS (
          UPDATE missions m SET community_progress = m.community_progress + done.count
          FROM (SELECT mission_id, count(*)::int AS count FROM completed WHERE quest_type = 'community' GROUP BY mission_id) done
          WHERE m.id = done.mission_id
        ) ${insertEvents(events)}`),
    fail: (id: string, reason: string) =>
      run(sql`UPDATE quest_assignments SET status = 'failed', failure_reason = ${reason} WHERE id = ${id}`),
    /** Fails a quest that was paid, and says no more that it was. */
    takeBack: (id: string, reason: string) =>
      run(sql`
        UPDATE quest_assignments SET status = 'failed', failure_reason = ${reason}, completed_at = NULL, reward_xp = NULL,
          reward_tokens = NULL, reward_explained = '[]' WHERE id = ${id}`),
    abandon: (id: string) => run(sql`UPDATE quest_assignments SET status = 'abandoned' WHERE id = ${id}`),
    /** Gives up every active quest of a player, and answers their ids. */
    async abandonAll(player_id: string): Promise<string[]> {
      const { rows } = await sql<{ id: string }>`
        UPDATE quest_assignments SET status = 'abandoned' WHERE player_id = ${player_id} AND status = 'active' RETURNING id`.execute(db);
      return rows.map((row) => row.id);
    },
    /** Fails what a player handed in and waits for its outcome, and answers the ids. */
    async failAll(player_id: string, reason: string): Promise<string[]> {
      const { rows } = await sql<{ id: string }>`
        UPDATE quest_assignments SET status = 'failed', failure_reason = ${reason}
        WHERE player_id = ${player_id} AND status = 'submitted' RETURNING id`.execute(db);
      return rows.map((row) => row.id);
    },
    /** Quests whose time is up, and expired ones whose time for late sending is over, at most `limit` of each. */
    async ended({ now, grace_over, limit }: { now: Date; grace_over: Date; limit: number }): Promise<string[]> {
      const { rows } = await sql<{ id: string }>`
        SELECT id FROM (
          (SELECT a.id, a.expires_at FROM quest_assignments a WHERE ${overdue(now)} ORDER BY a.expires_at LIMIT ${limit})
          UNION ALL
          (SELECT a.id, a.expires_at FROM quest_assignments a WHERE a.status = 'expired' AND NOT a.is_final AND a.expires_at <= ${grace_over}
           ORDER BY a.expires_at LIMIT ${limit})
        ) ended ORDER BY expires_at LIMIT ${limit}`.execute(db);
      return rows.map((row) => row.id);
    },
    /** Marks active quests whose time is up and answers their ids: those named, of which busy ones are left. */
    async expire(ids: readonly string[], now: Date): Promise<string[]> {
      const { rows } = await sql<{ id: string }>`
        UPDATE quest_assignments SET status = 'expired' WHERE id = ANY(ARRAY(
          SELECT a.id FROM quest_assignments a WHERE ${overdue(now)} AND a.id = ANY(${ids}::uuid[])
          ORDER BY a.expires_at FOR NO KEY UPDATE SKIP LOCKED
        )) RETURNING id`.execute(db);
      return rows.map((row) => row.id);
    },
    /**
     * The same of a player's quests of one mission, before another takes their place. Those that can still be handed in late are locked,
     * too: whoever is handing one in at this moment comes first, or sees that it was replaced.
     */
    async expireBefore(player_id: string, mission_id: string, now: Date): Promise<string[]> {
      const { rows } = await sql<{ id: string; status: StoredStatus }>`
        SELECT a.id, a.status FROM quest_assignments a
        WHERE a.player_id = ${player_id} AND a.mission_id = ${mission_id} AND (${overdue(now)} OR a.status = 'expired' AND NOT a.is_final)
        ORDER BY a.id FOR NO KEY UPDATE`.execute(db);
      const ids = rows.filter(({ status }) => status === "active").map(({ id }) => id);
      if (ids.length > 0) await run(sql`UPDATE quest_assignments SET status = 'expired' WHERE id = ANY(${ids}::uuid[])`);
      return ids;
    },
    /** Notes that expired quests take nothing more; answers which. */
    async finish(ids: readonly string[], grace_over: Date): Promise<Array<{ quest_id: string; mission_id: string }>> {
      const { rows } = await sql<{ quest_id: string; mission_id: string }>`
        UPDATE quest_assignments SET is_final = true
        WHERE id = ANY(${ids}::uuid[]) AND status = 'expired' AND NOT is_final AND expires_at <= ${grace_over}
        RETURNING id AS quest_id, mission_id`.execute(db);
      return rows;
    },
    /** Those expired quests in whose place another one is: of the same day, or of a mission that is done once or at one time only. */
    async replaced(ids: readonly string[]): Promise<Set<string>> {
      const { rows } = await sql<{ id: string }>`
        SELECT DISTINCT a.id FROM quest_assignments a
        JOIN quest_assignments b ON b.player_id = a.player_id AND b.mission_id = a.mission_id AND b.id <> a.id
        WHERE a.id = ANY(${ids}::uuid[]) AND b.status IN ('active', 'submitted', 'completed') AND CASE a.quest_type
          WHEN 'daily' THEN b.local_day = a.local_day WHEN 'community' THEN b.status <> 'completed' ELSE true END`.execute(db);
      return new Set(rows.map((row) => row.id));
    },
    async addEvents(events: readonly EventRow[]): Promise<void> {
      if (events.length > 0) await run(insertEvents(events));
    },
    /** In order; ids are UUIDv7. A quest has a handful. */
    async history(quest_id: string): Promise<EventRow[]> {
      const { rows } = await sql<EventRow>`
        SELECT id, quest_id, event, at, detail FROM quest_events WHERE quest_id = ${quest_id} ORDER BY id LIMIT 100`.execute(db);
      return rows;
    },
  };
}
