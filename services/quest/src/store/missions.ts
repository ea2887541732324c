import type { MissionState, QuestType } from "@oneheart/contracts";
import { type Database, lastId, shareLock, takeLock } from "@oneheart/kernel";
import { type RawBuilder, sql } from "kysely";
import { minMinutes } from "./policy.ts";
import type { MissionRow, MissionStanding } from "./rows.ts";

/** Which missions a player could take, from where on. */
export interface AvailablePage {
  player_id: string;
  now: Date;
  quest_type: QuestType | undefined;
  /** Nearest first; absent means everywhere. */
  zone_ids: readonly string[] | undefined;
  /** The last mission of the page before, and its zone's place among `zone_ids`. */
  after: { rank: number; id: string } | undefined;
  limit: number;
}

/** Which missions an administrator looks for. */
interface MissionPage {
  zone_id: string | undefined;
  quest_type: QuestType | undefined;
  state: MissionState | undefined;
  now: Date;
  before: string | undefined;
  limit: number;
}

/** A mission in a list, with its zone's place in the order asked for. */
export type RankedMission = MissionStanding & { rank: number };

type Fragment = RawBuilder<unknown>;

const columns = sql`m.id, m.zone_id, m.mission_type, m.quest_type, m.title, m.description, m.base_xp, m.base_tokens, m.difficulty_level,
  m.min_level, m.expected_minutes, m.story_key, m.story_chapter, m.community_goal, m.community_progress, m.required_badges, m.witnesses_required, m.starts_at,
  m.ends_at, m.is_active, m.created_at, m.begun_at, m.version`;

/** Every SQL statement about missions. */
export function missionStore({ db }: { db: Database }) {
  const tables = db.withTables<{ missions: MissionRow }>();
  const one = async <Row>(query: RawBuilder<Row>) => (await query.execute(db)).rows[0];

  return {
    /** False when the chapter of this story exists already. */
    async insert(mission: MissionRow): Promise<boolean> {
      const result = await tables
        .insertInto("missions")
        .values(mission)
        .onConflict((on) => on.constraint("missions_chapter").doNothing())
        .executeTakeFirstOrThrow();
      return result.numInsertedOrUpdatedRows === 1n;
    },
    find: (id: string) => one(sql<MissionRow>`SELECT ${columns} FROM missions m WHERE m.id = ${id}`),
    async findAll(ids: readonly string[]): Promise<MissionRow[]> {
      return (await sql<MissionRow>`SELECT ${columns} FROM missions m WHERE m.id = ANY(${ids}::uuid[])`.execute(db)).rows;
    },
    lock: (id: string) => one(sql<MissionRow>`SELECT ${columns} FROM missions m WHERE m.id = ${id} FOR NO KEY UPDATE`),
    standing: (id: string, player_id: string, now: Date) =>
      one(sql<MissionStanding>`
        SELECT ${columns}, ${standing(player_id, now)} FROM missions m ${latestDay(player_id, now)} WHERE m.id = ${id}`),
    /** Writes what a change may touch. */
    async update({ id, community_progress: _, created_at: __, begun_at: ___, ...change }: MissionRow): Promise<void> {
      await tables.updateTable("missions").set(change).where("id", "=", id).execute();
    },
    /** Notes that a quest of it begins. Waits for a change under way, and keeps others away until the transaction ends. */
    async begin(id: string, now: Date): Promise<void> {
      await sql`UPDATE missions SET begun_at = ${now} WHERE id = ${id} AND begun_at IS NULL`.execute(db);
    },
    async takeProgress(id: string): Promise<void> {
      await sql`UPDATE missions SET community_progress = community_progress - 1 WHERE id = ${id}`.execute(db);
    },
    /** A mission of the same title in the same zone that can be taken now or later. Others in the zone wait. */
    async namesake({ id, zone_id, title }: MissionRow, now: Date): Promise<string | undefined> {
      await takeLock(db, "quest.mission_title", zone_id);
      const found = await one(sql<{ id: string }>`
        SELECT m.id FROM missions m WHERE m.zone_id = ${zone_id} AND m.is_active AND (m.ends_at IS NULL OR m.ends_at > ${now})
          AND lower(normalize(m.title::text)) = lower(normalize(${title}::text)) AND m.id <> ${id} ORDER BY m.id LIMIT 1`);
      return found?.id;
    },
    /** Takes part in a zone until the transaction ends: false when it is closed, and nobody closes it meanwhile. */
    async enterZone(zone_id: string): Promise<boolean> {
      await shareLock(db, "quest.zone", zone_id);
      return (await one(sql`SELECT FROM closed_zones WHERE zone_id = ${zone_id}`)) === undefined;
    },
    /** Closes a zone that has no missions; answers how many it has. */
    async closeZone(zone_id: string): Promise<number> {
      await takeLock(db, "quest.zone", zone_id);
      const counted = await one(sql<{ missions: number }>`SELECT count(*)::int AS missions FROM missions WHERE zone_id = ${zone_id}`);
      const { missions } = counted!;
      if (missions === 0) await sql`INSERT INTO closed_zones (zone_id) VALUES (${zone_id}) ON CONFLICT DO NOTHING`.execute(db);
      return missions;
    },
    /** Whatever state they are in, newest first. */
    async all({ zone_id, quest_type, state, now, before, limit }: MissionPage): Promise<Array<MissionRow & { state: MissionState }>> {
      const { rows } = await sql<MissionRow & { state: MissionState }>`
        SELECT * FROM (SELECT ${columns}, ${stateAt(now)} AS state FROM missions m) m
        WHERE ${zone_id === undefined ? sql`true` : sql`m.zone_id = ${zone_id}`}
          AND ${quest_type === undefined ? sql`true` : sql`m.quest_type = ${quest_type}`}
          AND ${state === undefined ? sql`true` : sql`m.state = ${state}`} AND m.id < ${before ?? lastId}::uuid
        ORDER BY m.id DESC LIMIT ${limit}`.execute(db);
      return rows;
    },
    async inZone(zone_id: string, page: { now: Date; limit: number; before: string | undefined }): Promise<MissionRow[]> {
      const { rows } = await sql<MissionRow>`
        SELECT ${columns} FROM missions m WHERE m.zone_id = ${zone_id} AND ${isOpen(page.now)} AND m.id < ${page.before ?? lastId}::uuid
        ORDER BY m.id DESC LIMIT ${page.limit}`.execute(db);
      return rows;
    },
    available: async (page: AvailablePage) => (await availableMissions(page).execute(db)).rows,
  };
}

/** A page of the missions that a player could take, with what they did with each. */
export function availableMissions(page: AvailablePage): RawBuilder<RankedMission> {
  const from = page.zone_ids === undefined ? everywhere(page) : inZones(page, page.zone_ids);
  const { player_id, now } = page;
  return sql`
    SELECT ${columns}, m.rank, ${standing(player_id, now)} FROM (${from}) m ${latestDay(player_id, now)} ORDER BY m.rank, m.id DESC`;
}

function everywhere(page: AvailablePage): Fragment {
  return sql`SELECT m.*, 0 AS rank FROM missions m WHERE ${takeable(page)} AND m.id < ${page.after?.id ?? lastId}::uuid
    ORDER BY m.id DESC LIMIT ${page.limit}`;
}

function inZones(page: AvailablePage, zone_ids: readonly string[]): Fragment {
  const { rank, id } = page.after ?? { rank: 0, id: lastId };
  return sql`
    SELECT m.*, near.rank::int AS rank FROM unnest(${zone_ids}::uuid[]) WITH ORDINALITY near (zone_id, rank) CROSS JOIN LATERAL (
      SELECT * FROM missions m WHERE m.zone_id = near.zone_id AND ${takeable(page)} AND (near.rank > ${rank} OR m.id < ${id}::uuid)
      ORDER BY m.id DESC LIMIT ${page.limit}
    ) m WHERE near.rank >= ${rank} ORDER BY near.rank, m.id DESC LIMIT ${page.limit}`;
}

/** Open to be started, and not already taken or done for good by the player. */
function takeable({ player_id, now, quest_type }: AvailablePage): Fragment {
  return sql`${isOpen(now)} AND ${quest_type === undefined ? sql`true` : sql`m.quest_type = ${quest_type}`}
    AND NOT ${isTaken(player_id, now)} AND NOT (m.quest_type IN ('story', 'ascension') AND ${isDone(player_id)})`;
}

function stateAt(now: Date): Fragment {
  return sql`CASE WHEN NOT m.is_active THEN 'hidden' WHEN m.ends_at <= ${now} THEN 'ended' WHEN m.starts_at > ${now} THEN 'scheduled' ELSE 'open' END`;
}

function isOpen(now: Date): Fragment {
  return sql`(m.is_active AND (m.starts_at IS NULL OR m.starts_at <= ${now}) AND (m.ends_at IS NULL OR m.ends_at > ${now}))`;
}

// Each of these is one probe of a partial index on (player_id, mission_id). EXISTS would let the planner read all of the player's
// quests into a hash instead.
function isTaken(player_id: string, now: Date): Fragment {
  return sql`((SELECT true FROM quest_assignments a WHERE a.player_id = ${player_id} AND a.mission_id = m.id
    AND (a.status = 'active' OR a.status = 'submitted' AND a.quest_type <> 'daily') AND NOT ${isOverdue(now)} LIMIT 1) IS TRUE)`;
}

function isDone(player_id: string): Fragment {
  return sql`((SELECT true FROM quest_assignments a WHERE a.player_id = ${player_id} AND a.mission_id = m.id
    AND a.status = 'completed' LIMIT 1) IS TRUE)`;
}

function isOverdue(now: Date): Fragment {
  return sql`(a.status = 'active' AND a.expires_at <= ${now})`;
}

function standing(player_id: string, now: Date): Fragment {
  return sql`${minMinutes} AS min_minutes, ${isTaken(player_id, now)} AS is_open, ${isDone(player_id)} AS is_done,
    latest.local_day::text AS last_day, coalesce(latest.status = 'submitted', false) AS last_in_review,
    ((SELECT true FROM missions before JOIN quest_assignments a ON a.mission_id = before.id
      WHERE before.story_key = m.story_key AND before.story_chapter = m.story_chapter - 1
        AND a.player_id = ${player_id} AND a.status = 'completed' LIMIT 1) IS TRUE) AS chapter_before_done`;
}

/** Joins the last day that the player used up of each mission. */
function latestDay(player_id: string, now: Date): Fragment {
  return sql`LEFT JOIN LATERAL (
    SELECT a.local_day, a.status FROM quest_assignments a WHERE a.player_id = ${player_id} AND a.mission_id = m.id
      AND a.local_day IS NOT NULL AND a.status IN ('active', 'submitted', 'completed') AND NOT ${isOverdue(now)}
    ORDER BY a.local_day DESC LIMIT 1
  ) latest ON true`;
}
