import type pg from "pg";

/** A connection that dies is replaced by the pool; the query that used it fails by itself. Without a listener it would end the process. */
export function swallowConnectionErrors(pool: pg.Pool): void {
  pool.on("error", () => {});
  pool.on("connect", (client) => void client.on("error", () => {}));
}
