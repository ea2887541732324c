import type { Database } from "@oneheart/kernel";
import { type RawBuilder, sql } from "kysely";
import type { ActivityRow, ZonePage, ZoneRow } from "./rows.ts";
import { afterId, amongNextIds, firstOf, nearestTo, zoneColumns } from "./spatial.ts";

type Tables = { zones: ZoneRow; zone_activity: ActivityRow };

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
    near: (place: { lat: number; lng: number }, limit: number) => zones(nearestTo(place, limit)),
    async insert(row: ZoneRow): Promise<void> {
      await tables.insertInto("zones").values(row).execute();
    },
    async update({ id, created_at: _, ...change }: ZoneRow): Promise<void> {
      await tables.updateTable("zones").set(change).where("id", "=", id).execute();
    },
    async addActivity(row: ActivityRow): Promise<void> {
      await tables
        .insertInto("zone_activity")
        .values(row)
        .onConflict((on) => on.doNothing())
        .execute();
    },
    async renamePlayer(player_did: string, username: string): Promise<void> {
      await tables.updateTable("zone_activity").set({ username }).where("player_did", "=", player_did).execute();
    },
    async activity(zoneId: string, limit: number, before: { occurred_at: Date; id: string } | undefined): Promise<ActivityRow[]> {
      const older = before === undefined ? sql`true` : sql`(occurred_at, id) < (${before.occurred_at}, ${before.id})`;
      const { rows } = await sql<ActivityRow>`
        SELECT id, zone_id, kind, player_did, username, mission_id, title, xp_delta, occurred_at FROM zone_activity
        WHERE zone_id = ${zoneId} AND ${older} ORDER BY occurred_at DESC, id DESC LIMIT ${limit}`.execute(db);
      return rows;
    },
  };
}
