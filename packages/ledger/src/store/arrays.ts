import { type RawBuilder, sql } from "kysely";

/**
 * Columns as array parameters. Numbers, UUIDs and hexadecimal need no quoting, so their array literals are joined here:
 * the driver's own element by element escaping was a tenth of the cost of a posting.
 */
type Column = ReadonlyArray<string | bigint | number | null>;

/** int8[] of numbers, or of their text. */
export function bigints(values: Column): RawBuilder<unknown> {
  return sql`${literal(values)}::bigint[]`;
}

/** int4[]. */
export function integers(values: readonly number[]): RawBuilder<unknown> {
  return sql`${literal(values)}::integer[]`;
}

/** int2[]. */
export function smallints(values: readonly number[]): RawBuilder<unknown> {
  return sql`${literal(values)}::smallint[]`;
}

/** uuid[]. */
export function uuids(values: ReadonlyArray<string | null>): RawBuilder<unknown> {
  return sql`${literal(values)}::uuid[]`;
}

/** bytea[] of hexadecimal strings. */
export function hexBytes(values: ReadonlyArray<string | null>): RawBuilder<unknown> {
  return sql`${literal(values.map((hex) => (hex === null ? null : `\\\\x${hex}`)))}::bytea[]`;
}

/** timestamptz[]. */
export function times(values: ReadonlyArray<Date | null>): RawBuilder<unknown> {
  return sql`${literal(values.map((time) => time?.toISOString() ?? null))}::timestamptz[]`;
}

/** text[], quoted by the driver. */
export function texts(values: ReadonlyArray<string | null>): RawBuilder<unknown> {
  return sql`${values}::text[]`;
}

function literal(values: Column): string {
  return `{${values.map((value) => value ?? "NULL").join(",")}}`;
}
