import type { ZoneState } from "@oneheart/contracts";
import { type Database, lastId, type MomentKey, takeLock } from "@oneheart/kernel";
import { type RawBuilder, sql } from "kysely";
import type { ActivityRow, Correction, NewActivity, ZonePage, ZoneRow } from "./rows.ts";
import { afterId, amongNextIds, firstOf, nearestTo, zoneColumns } from "./spatial.ts";

type Tables = { zones: ZoneRow; zone_activity: NewActivity };

const inState: Record<ZoneState, RawBuilder<unknown>> = {
  active: sql`z.is_active`,
  hidden: sql`NOT z.is_active AND z.retired_at IS NULL`,
  retired: sql`z.retired_at IS NOT NULL`,
};

/** Every SQL statement of the map; those about places are put together in `spatial.ts`. */
export function mapStore({ db }: { db: Database }) {
  const tables = db.withTables<Tables>();
  const zones = async (query: RawBuilder<ZoneRow>) => (await query.execute(db)).rows;

  return {
    async zone(id: string): Promise<ZoneRow | undefined> {
      return (await zones(sql`SELECT ${zoneColumns} FROM zones z WHERE z.id = ${id}`))[0];
    },
    async lock(id: string): Promise<ZoneRow | undefined> {
      return (await zones(sql`SELECT ${zoneColumns} FROM zones z WHERE z.id = ${id} FOR NO KEY UPDATE`))[0];
    },
    find: (ids: readonly string[]) => zones(sql`SELECT ${zoneColumns} FROM zones z WHERE z.id = ANY(${ids}::uuid[])`),
    async page(page: ZonePage): Promise<ZoneRow[]> {
      if (page.bounds === undefined) return zones(afterId(page, page.limit));
      const ahead = await zones(amongNextIds(page, page.bounds));
      return ahead.length === page.limit ? ahead : zones(firstOf(page, page.bounds));
    },
    /** Whatever state they are in, or all in one state; newest first. */
    async all({ limit, before, state }: { limit: number; before: string | undefined; state: ZoneState | undefined }): Promise<ZoneRow[]> {
      return zones(sql`
        SELECT ${zoneColumns} FROM zones z WHERE ${state === undefined ? sql`true` : inState[state]} AND z.id < ${before ?? lastId}::uuid
        ORDER BY z.id DESC LIMIT ${limit}`);
    },
    /** A zone of the same name whose centre lies in this one's circle, or whose circle holds this centre. Others of the name wait. */
    async namesake({ id, name, location_lat, location_lng, radius_km }: ZoneRow): Promise<string | undefined> {
      await takeLock(db, "map.zone_name", sql`lower(normalize(${name}::text))`);
      const { rows } = await sql<{ id: string }>`
        SELECT z.id FROM zones z WHERE lower(normalize(z.name::text)) = lower(normalize(${name}::text)) AND z.retired_at IS NULL AND z.id <> ${id}
          AND great_circle_km(${location_lat}, ${location_lng}, z.location_lat, z.location_lng) <= greatest(${radius_km}, z.radius_km)
        ORDER BY z.id LIMIT 1`.execute(db);
      return rows[0]?.id;
    },
    /** False when something happened there. */
    async remove(id: string): Promise<boolean> {
      const { numAffectedRows } = await sql`
        DELETE FROM zones z WHERE z.id = ${id} AND NOT EXISTS (SELECT FROM zone_activity a WHERE a.zone_id = z.id)`.execute(db);
      return numAffectedRows === 1n;
    },
    near: (place: { lat: number; lng: number }, limit: number) => zones(nearestTo(place, limit)),
    async insert(row: ZoneRow): Promise<void> {
      await tables.insertInto("zones").values(row).execute();
    },
    async update({ id, created_at: _, ...change }: ZoneRow): Promise<void> {
      await tables.updateTable("zones").set(change).where("id", "=", id).execute();
    },
    async addActivity(rows: readonly NewActivity[]): Promise<void> {
      await tables
        .insertInto("zone_activity")
        .values(rows)
        .onConflict((on) => on.doNothing())
        .execute();
    },
    async correctActivity(action_id: string, how: Correction): Promise<void> {
      await sql`
        INSERT INTO zone_activity_corrections AS c (action_id, ${sql.ref(how)}) VALUES (${action_id}, true)
        ON CONFLICT (action_id) DO UPDATE SET ${sql.ref(how)} = true`.execute(db);
    },
    /** Lets a line that was written before lines named their action be found by it. */
    async nameAction(id: string, action_id: string): Promise<void> {
      await tables.updateTable("zone_activity").set({ action_id }).where("id", "=", id).where("action_id", "is", null).execute();
    },
    async renamePlayer(player_did: string, username: string): Promise<void> {
      await tables.updateTable("zone_activity").set({ username }).where("player_did", "=", player_did).execute();
    },
    async activity(zoneId: string, limit: number, before: MomentKey | undefined): Promise<ActivityRow[]> {
      const older = before === undefined ? sql`true` : sql`(occurred_at, id) < (${before.at}, ${before.id})`;
      const { rows } = await sql<ActivityRow>`
        SELECT id, zone_id, kind, player_did, username, mission_id, title, xp_delta, occurred_at FROM zone_activity a
        WHERE zone_id = ${zoneId} AND ${older}
          AND NOT EXISTS (SELECT FROM zone_activity_corrections c WHERE c.action_id = a.action_id AND c.reversed AND NOT c.reinstated)
        ORDER BY occurred_at DESC, id DESC LIMIT ${limit}`.execute(db);
      return rows;
    },
  };
}
