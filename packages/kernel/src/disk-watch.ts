import type pg from "pg";
import { isDiskFull } from "./outages.ts";

/** Remembers that a disk was full, so that the process is not ready until it can write again. */
export interface DiskWatch {
  note(error: unknown): void;
  /** After a full disk: writes about 1 MB at PostgreSQL and takes it back. Throws while there is no room. */
  check(): Promise<void>;
}

/** A temporary table takes new pages on the disk of the others, and needs no right on them. */
const PROBE = "CREATE TEMPORARY TABLE disk_probe ON COMMIT DROP AS SELECT md5(n::text) FROM generate_series(1, 16000) AS n";

/** Watches the disk of PostgreSQL; that of the objects is tried by their own `ping`. */
export function createDiskWatch(pool: Pick<pg.Pool, "query">): DiskWatch {
  let wasFull = false;
  return {
    note(error) {
      wasFull ||= isDiskFull(error);
    },
    async check() {
      if (!wasFull) return;
      await pool.query(PROBE);
      wasFull = false;
    },
  };
}
