import { type Database, lastId } from "@oneheart/kernel";
import { sql } from "kysely";

export interface ExportRow {
  id: string;
  from_month: string;
  to_month: string;
  made_by: "person" | "schedule";
  day: string | null;
  state: "waiting" | "building" | "ready" | "failed";
  files_done: number;
  created_at: Date;
  ready_at: Date | null;
  size_bytes: number | null;
  sha256: string | null;
  note: string | null;
  tree_size: number | null;
  checkpoint: string | null;
}

/** One that is asked for. */
export type NewExport = Pick<ExportRow, "id" | "from_month" | "to_month" | "made_by" | "day" | "created_at">;

/** What a bundle is known by once it lies in the store. */
export type BuiltExport = Pick<ExportRow, "ready_at" | "size_bytes" | "sha256" | "note" | "tree_size" | "checkpoint">;

const columns = sql`id, from_month, to_month, made_by, day::text, state, files_done, created_at, ready_at, size_bytes::float8 AS size_bytes, sha256,
  note, tree_size::float8 AS tree_size, checkpoint`;

/** Every SQL statement about bundles. */
export function exportStore({ db }: { db: Database }) {
  return {
    /** Undefined where the day has one, or where one of the same months is under way. */
    async add({ id, from_month, to_month, made_by, day, created_at }: NewExport): Promise<ExportRow | undefined> {
      const { rows } = await sql<ExportRow>`
        INSERT INTO analytics_exports (id, from_month, to_month, made_by, day, created_at)
        VALUES (${id}, ${from_month}, ${to_month}, ${made_by}, ${day}::date, ${created_at}) ON CONFLICT DO NOTHING RETURNING ${columns}`.execute(
        db,
      );
      return rows[0];
    },
    async underWay(from_month: string, to_month: string): Promise<ExportRow | undefined> {
      const { rows } = await sql<ExportRow>`
        SELECT ${columns} FROM analytics_exports
        WHERE from_month = ${from_month} AND to_month = ${to_month} AND made_by = 'person' AND state IN ('waiting', 'building')`.execute(
        db,
      );
      return rows[0];
    },
    async find(id: string): Promise<ExportRow | undefined> {
      return (await sql<ExportRow>`SELECT ${columns} FROM analytics_exports WHERE id = ${id}`.execute(db)).rows[0];
    },
    async page({ before, limit }: { before: string | undefined; limit: number }): Promise<ExportRow[]> {
      const { rows } = await sql<ExportRow>`
        SELECT ${columns} FROM analytics_exports WHERE id < ${before ?? lastId}::uuid ORDER BY id DESC LIMIT ${limit}`.execute(db);
      return rows;
    },
    /** The newest one that is ready and names a checkpoint. */
    async lastSealed(): Promise<(ExportRow & { tree_size: number; checkpoint: string }) | undefined> {
      const { rows } = await sql<ExportRow & { tree_size: number; checkpoint: string }>`
        SELECT ${columns} FROM analytics_exports WHERE state = 'ready' AND checkpoint IS NOT NULL ORDER BY tree_size DESC, ready_at DESC LIMIT 1`.execute(
        db,
      );
      return rows[0];
    },
    async progress(id: string, files_done: number): Promise<void> {
      await sql`UPDATE analytics_exports SET state = 'building', files_done = ${files_done} WHERE id = ${id} AND state <> 'ready'`.execute(
        db,
      );
    },
    async finish(id: string, built: BuiltExport, files_done: number): Promise<void> {
      await sql`
        UPDATE analytics_exports SET state = 'ready', files_done = ${files_done}, ready_at = ${built.ready_at}, size_bytes = ${built.size_bytes},
          sha256 = ${built.sha256}, note = ${built.note}, tree_size = ${built.tree_size}, checkpoint = ${built.checkpoint}
        WHERE id = ${id} AND state <> 'ready'`.execute(db);
    },
    async fail(id: string): Promise<void> {
      await sql`UPDATE analytics_exports SET state = 'failed' WHERE id = ${id} AND state <> 'ready'`.execute(db);
    },
  };
}
