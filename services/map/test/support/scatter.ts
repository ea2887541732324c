import type { Database } from "@oneheart/kernel";
import { sql } from "kysely";

/** Fills the map with zones all over the earth, the same ones each time, and lets the planner know. */
export async function scatterZones(db: Database, count: number): Promise<void> {
  await db.connection().execute(async (one) => {
    await sql`SELECT setseed(0.42)`.execute(one);
    await sql`
      INSERT INTO zones (id, zone_type, name, location_lat, location_lng, radius_km, time_zone, is_active, created_at)
      SELECT gen_random_uuid(), 'urban', 'zone ' || n, degrees(asin(2 * random() - 1)), random() * 360 - 180, 0.5 + random() * 20, 'UTC', true, now()
      FROM generate_series(1, ${count}::int) n`.execute(one);
  });
  await sql`ANALYZE zones`.execute(db);
}
