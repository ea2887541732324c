import { type RawBuilder, sql } from "kysely";
import { type Bounds, unwrapped } from "../rules/bounding-box.ts";
import type { ZonePage, ZoneRow } from "./rows.ts";

type Zones = RawBuilder<ZoneRow>;

export const zoneColumns = sql`z.id, z.zone_type, z.name, z.description, z.location_lat, z.location_lng, z.radius_km, z.time_zone, z.time_zone_is_set,
  z.impact_factor_bps, z.is_active, z.retired_at, z.created_at`;
const lookAhead = 500;
const beforeAll = "00000000-0000-0000-0000-000000000000";

/** The next zones in the order of their ids. */
export function afterId(page: ZonePage, limit: number): Zones {
  return sql`
    SELECT ${zoneColumns} FROM zones z WHERE ${visible(page)} AND z.id > ${page.after ?? beforeAll}::uuid ORDER BY z.id LIMIT ${limit}`;
}

/** Those of the next few hundred ids that meet the box: a box full of zones fills its page here, whatever it holds beyond. */
export function amongNextIds(page: ZonePage, bounds: Bounds): Zones {
  return sql`
    SELECT ${zoneColumns} FROM (
      SELECT * FROM zones z WHERE ${visible(page)} AND z.id > ${page.after ?? beforeAll}::uuid ORDER BY z.id LIMIT ${lookAhead}
    ) z WHERE ${meets(bounds)} ORDER BY z.id LIMIT ${page.limit}`;
}

/**
 * The first zones of all that meet the box, through the GiST index. OFFSET 0 keeps the planner from walking all ids instead:
 * it knows nothing of boxes and takes every one to hold half a per cent of the rows.
 */
export function firstOf(page: ZonePage, bounds: Bounds): Zones {
  return sql`
    SELECT ${zoneColumns} FROM (
      SELECT met.id FROM (SELECT z.id, z.is_active, z.retired_at FROM zones z WHERE ${meets(bounds)} OFFSET 0) met
      WHERE ${page.hidden ? sql`met.retired_at IS NULL` : sql`met.is_active`} AND met.id > ${page.after ?? beforeAll}::uuid
      ORDER BY met.id LIMIT ${page.limit}
    ) page JOIN zones z USING (id) ORDER BY z.id`;
}

/**
 * Active zones, nearest centre first by great circle. The index orders by degrees, which are shorter away from the equator, so its
 * first `limit` zones only tell how far to look; of all within that distance the nearest are taken.
 */
export function nearestTo({ lat, lng }: { lat: number; lng: number }, limit: number): Zones {
  const byDegrees = (turn: number) => sql`
    (SELECT z.id, great_circle_km(${lat}, ${lng}, z.location_lat, z.location_lng) AS km FROM zones z
     WHERE z.is_active ORDER BY z.centre <-> point(${lng + turn}, ${lat}) LIMIT ${limit})`;
  const within = (turn: number) => sql`z.centre <@ (reach.bounds + point(${turn}::float8, 0))`;
  return sql`
    WITH candidates AS (${byDegrees(0)} UNION ${byDegrees(360)} UNION ${byDegrees(-360)}),
    reach AS (
      SELECT zone_bounds(${lat}, ${lng}, max(km) * 1.000001 + 0.001) AS bounds
      FROM (SELECT km FROM candidates ORDER BY km LIMIT ${limit}) closest
    )
    SELECT ${zoneColumns} FROM reach JOIN zones z ON z.is_active AND (${within(0)} OR ${within(360)} OR ${within(-360)})
    ORDER BY great_circle_km(${lat}, ${lng}, z.location_lat, z.location_lng), z.id LIMIT ${limit}`;
}

function visible(page: ZonePage): RawBuilder<unknown> {
  return page.hidden ? sql`z.retired_at IS NULL` : sql`z.is_active`;
}

/** Boxes on the antimeridian go on beyond 180 degrees, so each is also looked for one turn to either side. */
function meets(bounds: Bounds): RawBuilder<unknown> {
  const { west, south, east, north } = unwrapped(bounds);
  const turned = (turn: number) => sql`z.bounds && box(point(${west + turn}, ${south}), point(${east + turn}, ${north}))`;
  return sql`(${turned(0)} OR ${turned(360)} OR ${turned(-360)})`;
}
