import type { Database } from "@oneheart/kernel";
import { sql } from "kysely";

export interface RegionRow {
  id: string;
  left_px: number;
  top_px: number;
  width_px: number;
  height_px: number;
  found_by: "detector" | "person";
}

interface ChangeRow {
  change_no: number;
  region_id: string;
  kind: "added" | "removed";
}

/** A change of a copy's regions by a person. */
export interface NewChange {
  copy_id: string;
  region_id: string;
  kind: ChangeRow["kind"];
  by: string;
  now: Date;
}

/** Every SQL statement about what is blurred in a copy. */
export function regionStore({ db }: { db: Database }) {
  return {
    /** Those that are blurred. */
    async of(copy_id: string): Promise<RegionRow[]> {
      const { rows } = await sql<RegionRow>`
        SELECT id, left_px, top_px, width_px, height_px, found_by FROM blur_regions
        WHERE copy_id = ${copy_id} AND NOT removed ORDER BY id`.execute(db);
      return rows;
    },
    /** What a person drew. */
    async add(copy_id: string, { id, left_px, top_px, width_px, height_px }: Omit<RegionRow, "found_by">): Promise<void> {
      await sql`
        INSERT INTO blur_regions (id, copy_id, left_px, top_px, width_px, height_px, found_by)
        VALUES (${id}, ${copy_id}, ${left_px}, ${top_px}, ${width_px}, ${height_px}, 'person')`.execute(db);
    },
    /** False when it is none of the copy's, or is removed already. */
    async setRemoved(copy_id: string, id: string, removed: boolean): Promise<boolean> {
      const done = await sql`
        UPDATE blur_regions SET removed = ${removed} WHERE id = ${id} AND copy_id = ${copy_id} AND removed <> ${removed}`.execute(db);
      return done.numAffectedRows === 1n;
    },
    async note({ copy_id, region_id, kind, by, now }: NewChange): Promise<void> {
      await sql`
        INSERT INTO blur_region_changes (copy_id, change_no, region_id, kind, made_by, made_at)
        SELECT ${copy_id}, coalesce(max(change_no), 0) + 1, ${region_id}, ${kind}, ${by}, ${now}
        FROM blur_region_changes WHERE copy_id = ${copy_id}`.execute(db);
    },
    /** The last one that was not undone. */
    async lastChange(copy_id: string): Promise<ChangeRow | undefined> {
      const { rows } = await sql<ChangeRow>`
        SELECT change_no, region_id, kind FROM blur_region_changes
        WHERE copy_id = ${copy_id} AND NOT undone ORDER BY change_no DESC LIMIT 1`.execute(db);
      return rows[0];
    },
    async markUndone(copy_id: string, change_no: number): Promise<void> {
      await sql`UPDATE blur_region_changes SET undone = true WHERE copy_id = ${copy_id} AND change_no = ${change_no}`.execute(db);
    },
  };
}
