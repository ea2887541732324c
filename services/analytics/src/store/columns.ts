import type { Database } from "@oneheart/kernel";
import { sql } from "kysely";
import type { ColumnEntry } from "../rules/columns.ts";

/** Entries after a position, in order; fewer than `limit` when none follow. */
export async function entriesAfter(db: Database, position: number, limit: number): Promise<ColumnEntry[]> {
  const { rows } = await sql<ColumnEntry>`
    SELECT position::float8 AS position, ends::float8 AS ends, player_no, zone_id, mission_type, day::text AS day
    FROM analytics_entries WHERE position > ${position} ORDER BY position LIMIT ${limit}`.execute(db);
  return rows;
}
