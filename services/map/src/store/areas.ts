import type { AreaLevel } from "@oneheart/contracts";
import { type Database, takeLock } from "@oneheart/kernel";
import { type RawBuilder, sql } from "kysely";
import type { Boundary, Span } from "../rules/areas/boundaries.ts";
import { BEGINNING } from "../rules/areas/boundaries.ts";
import type { Position } from "../rules/areas/geometry.ts";

/** An area with one of its boundaries, without its lines. */
export type AreaRow = Omit<Boundary, "polygons" | "bounds">;
export interface PlacedZone {
  zone_id: string;
  position: Position;
}
export interface ZoneSpan extends Span {
  zone_id: string;
}
export interface AreaPage {
  level?: AreaLevel;
  parent?: string;
  month?: string;
  limit: number;
  after?: { code: string; from: string };
}

const month = (column: RawBuilder<unknown>) => sql`to_char(${column}, 'YYYY-MM')`;
const areaColumns = sql`b.area_id, a.code, a.level, b.parent_id, b.name, b.name_local, b.population::float8 AS population,
  ${month(sql`b.valid_from`)} AS from, ${month(sql`b.valid_to`)} AS to`;
const lines = sql`b.polygons, json_build_object('west', (b.bounds[1])[0], 'south', (b.bounds[1])[1], 'east', (b.bounds[0])[0],
  'north', (b.bounds[0])[1]) AS bounds`;
const day = (text: string | null) => (text === null ? sql`NULL` : sql`(${text}::text || '-01')::date`);

/** Every SQL statement over areas, their boundaries and the zones in them. */
export function areaStore({ db }: { db: Database }) {
  return {
    /** Nobody else changes areas, or places zones in them, until the end of the transaction. */
    lock: () => takeLock(db, "map.areas"),
    async boundaries(): Promise<Boundary[]> {
      const { rows } = await sql<Boundary>`
        SELECT ${areaColumns}, ${lines} FROM area_boundaries b JOIN areas a ON a.id = b.area_id ORDER BY a.code, b.valid_from`.execute(db);
      return rows;
    },
    /** The boundaries whose boxes hold a position, and everything above them. */
    async boundariesAround([lng, lat]: Position): Promise<Boundary[]> {
      const { rows } = await sql<Boundary>`
        WITH RECURSIVE near AS (
          SELECT b.area_id, b.parent_id FROM area_boundaries b WHERE b.bounds @> point(${lng}, ${lat})
          UNION SELECT b.area_id, b.parent_id FROM near n JOIN area_boundaries b ON b.area_id = n.parent_id
        )
        SELECT ${areaColumns}, ${lines} FROM area_boundaries b JOIN areas a ON a.id = b.area_id
        WHERE b.area_id IN (SELECT area_id FROM near) ORDER BY a.code, b.valid_from`.execute(db);
      return rows;
    },
    async page({ level, parent, month: holding, limit, after }: AreaPage, withLines: boolean): Promise<Array<AreaRow & Partial<Boundary>>> {
      const { rows } = await sql<AreaRow>`
        SELECT ${areaColumns}${withLines ? sql`, ${lines}` : sql``} FROM area_boundaries b JOIN areas a ON a.id = b.area_id
        WHERE ${level === undefined ? sql`true` : sql`a.level = ${level}`} AND ${parent === undefined ? sql`true` : sql`b.parent_id = ${parent}`}
          AND ${holding === undefined ? sql`true` : sql`b.valid_from <= ${day(holding)} AND (b.valid_to IS NULL OR b.valid_to > ${day(holding)})`}
          AND ${after === undefined ? sql`true` : sql`(a.code, b.valid_from) > (${after.code}, ${day(after.from)})`}
        ORDER BY a.code, b.valid_from LIMIT ${limit}`.execute(db);
      return rows;
    },
    /** Replaces the boundaries of areas from a month on. */
    async replace({
      from,
      concerned,
      same,
      begin,
    }: {
      from: string;
      concerned: string[];
      same: string[];
      begin: Boundary[];
    }): Promise<void> {
      const areas = JSON.stringify(begin.map(({ area_id, code, level }) => ({ id: area_id, code, level })));
      await sql`
        INSERT INTO areas (id, code, level) SELECT * FROM jsonb_to_recordset(${areas}::jsonb) AS a (id uuid, code text, level text)
        ON CONFLICT (id) DO NOTHING`.execute(db);
      await sql`DELETE FROM area_boundaries WHERE area_id = ANY(${concerned}::uuid[]) AND valid_from >= ${day(from)}`.execute(db);
      await sql`
        UPDATE area_boundaries SET valid_to = CASE WHEN area_id = ANY(${same}::uuid[]) THEN NULL ELSE ${day(from)} END
        WHERE area_id = ANY(${concerned}::uuid[]) AND (valid_to IS NULL OR valid_to >= ${day(from)})`.execute(db);
      const rows = begin.map(({ bounds: { west, south, east, north }, ...one }) => ({
        ...one,
        box: `(${west},${south}),(${east},${north})`,
      }));
      await sql`
        INSERT INTO area_boundaries (area_id, valid_from, parent_id, name, name_local, population, polygons, bounds)
        SELECT area_id, ${day(from)}, parent_id, name, name_local, population, polygons, box::box
        FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS b (area_id uuid, parent_id uuid, name text, name_local text, population bigint,
          polygons jsonb, box text)`.execute(db);
    },
    async zones(): Promise<PlacedZone[]> {
      const { rows } = await sql<{ zone_id: string; lng: number; lat: number }>`
        SELECT id AS zone_id, location_lng AS lng, location_lat AS lat FROM zones ORDER BY id`.execute(db);
      return rows.map(({ zone_id, lng, lat }) => ({ zone_id, position: [lng, lat] }));
    },
    /** Replaces where zones lie from a month on. Answers how many lie elsewhere than before in that month. */
    async place(zone_ids: readonly string[], from: string, spans: readonly ZoneSpan[]): Promise<number> {
      const { rows: before } = await sql<{ zone_id: string; path: string }>`
        SELECT zone_id, path::text AS path FROM zone_areas WHERE zone_id = ANY(${zone_ids}::uuid[]) AND valid_from <= ${day(from)}
          AND (valid_to IS NULL OR valid_to > ${day(from)})`.execute(db);
      await sql`DELETE FROM zone_areas WHERE zone_id = ANY(${zone_ids}::uuid[]) AND valid_from >= ${day(from)}`.execute(db);
      await sql`
        UPDATE zone_areas SET valid_to = ${day(from)}
        WHERE zone_id = ANY(${zone_ids}::uuid[]) AND (valid_to IS NULL OR valid_to > ${day(from)})`.execute(db);
      const recordset = sql`jsonb_to_recordset(${JSON.stringify(spans)}::jsonb) AS s (zone_id uuid, "from" text, "to" text, path uuid[])`;
      // What goes on as it was stays one row.
      await sql`
        UPDATE zone_areas z SET valid_to = (s.to || '-01')::date FROM ${recordset}
        WHERE z.zone_id = s.zone_id AND z.path = s.path AND z.valid_to = ${day(from)} AND s.from = ${from}`.execute(db);
      await sql`
        INSERT INTO zone_areas (zone_id, valid_from, valid_to, path)
        SELECT zone_id, (s.from || '-01')::date, (s.to || '-01')::date, path FROM ${recordset}
        WHERE NOT EXISTS (SELECT FROM zone_areas z WHERE z.zone_id = s.zone_id AND z.valid_from < ${day(from)} AND s.from = ${from}
          AND z.path = s.path AND z.valid_to IS NOT DISTINCT FROM (s.to || '-01')::date)`.execute(db);
      await sql`UPDATE area_tree SET version = version + 1`.execute(db);
      const lay = new Map(before.map(({ zone_id, path }) => [zone_id, path]));
      const lie = new Map(spans.filter((span) => span.from === from).map(({ zone_id, path }) => [zone_id, `{${path.join()}}`]));
      return zone_ids.filter((id) => lay.get(id) !== lie.get(id)).length;
    },
    /** Whether something was verified in a zone. */
    async isUsed(zone_id: string): Promise<boolean> {
      const { rows } = await sql<{ is_used: boolean }>`
        SELECT EXISTS (SELECT FROM zone_activity WHERE zone_id = ${zone_id}) AS is_used`.execute(db);
      return rows[0]!.is_used;
    },
    async version(): Promise<number> {
      const { rows } = await sql<{ version: bigint }>`SELECT version FROM area_tree`.execute(db);
      return Number(rows[0]!.version);
    },
    async places(): Promise<ZoneSpan[]> {
      const { rows } = await sql<ZoneSpan>`
        SELECT zone_id, ${month(sql`valid_from`)} AS from, ${month(sql`valid_to`)} AS to, path FROM zone_areas ORDER BY zone_id, valid_from`.execute(
        db,
      );
      return rows;
    },
    async areas(): Promise<AreaRow[]> {
      const { rows } = await sql<AreaRow>`
        SELECT ${areaColumns} FROM area_boundaries b JOIN areas a ON a.id = b.area_id ORDER BY a.code, b.valid_from`.execute(db);
      return rows;
    },
  };
}

/** A month for people: null for the beginning. */
export function monthOf(text: string): string | null {
  return text === BEGINNING ? null : text;
}
