import { type RawBuilder, sql } from "kysely";

/**
 * A part of a WITH list that takes the next places in the order of everything counted: those after `places.before`. The statement waits
 * for others that take places, until they are committed, so it stands behind all other locks of its transaction; `behind` names the part
 * of the same list that takes one.
 */
export function places(count: number, behind?: string): RawBuilder<unknown> {
  const others = behind === undefined ? sql`true` : sql`(SELECT count(*) FROM ${sql.table(behind)}) >= 0`;
  return sql`places AS (
    UPDATE sponsor_position SET position = position + ${count}::int WHERE ${count}::int > 0 AND ${others} RETURNING position - ${count}::int AS before
  )`;
}
