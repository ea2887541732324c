import type { Operation } from "@oneheart/contracts";
import type { ownDataOperation } from "@oneheart/contracts/internal";
import { type RawBuilder, sql } from "kysely";
import type { BaseContext } from "./context.ts";
import { decodeCursor, encodeCursor } from "./cursor.ts";
import { handle, type SingleHandler } from "./service.ts";

/** One thing that is kept about a person. `key` says where in the order of its section it stands. */
export interface OwnDataRow {
  key: string;
  record: Record<string, unknown>;
  files?: Array<{ name: string; key: string }>;
}

/** A kind of what a service keeps about people, such as sessions. */
export interface OwnDataSection {
  name: string;
  /** Rows after a key, in the order of keys; fewer than `limit` when none follow. */
  page(ctx: BaseContext, player_id: string, after: string | undefined, limit: number): Promise<OwnDataRow[]>;
}

const pageSize = 200;

/** Answers what a service holds about a person, section by section and page by page. */
export function handleOwnData<O extends Operation<typeof ownDataOperation>>(
  operation: O,
  sections: readonly OwnDataSection[],
): SingleHandler<O> {
  const run = async ({ player_id, cursor }: { player_id: string; cursor?: string }, ctx: BaseContext) => {
    const [at = 0, after = ""] = decodeCursor(cursor, 2) ?? [];
    const index = Number(at);
    const section = sections[index];
    if (section === undefined) return { records: [], next_cursor: null };
    const rows = await section.page(ctx, player_id, after === "" ? undefined : String(after), pageSize);
    const records = rows.map(({ record, files = [] }) => ({ section: section.name, record, files }));
    const isFull = rows.length === pageSize;
    if (!isFull && index + 1 === sections.length) return { records, next_cursor: null };
    return { records, next_cursor: encodeCursor(isFull ? [index, rows.at(-1)!.key] : [index + 1, ""]) };
  };
  return handle(operation, run as never);
}

/** Rows of a table that belong to a person. */
export interface OwnTable {
  name: string;
  /** The table under the name `t`, with what it is joined to. */
  from: RawBuilder<unknown>;
  /** What is told of a row; secrets of the program and other people's data are not. */
  columns: RawBuilder<unknown>;
  whose(player_id: string): RawBuilder<unknown>;
  /** A column of unique values, with its type. */
  key?: { column: string; type: "uuid" | "date" | "text" | "bigint" };
}

export function ownTable({ name, from, columns, whose, key = { column: "t.id", type: "uuid" } }: OwnTable): OwnDataSection {
  const column = sql.ref(key.column);
  return {
    name,
    async page(ctx, player_id, after, limit) {
      const rest = after === undefined ? sql`` : sql`AND ${column} > ${after}::${sql.raw(key.type)}`;
      const { rows } = await sql<OwnDataRow>`
        SELECT ${column}::text AS key, (SELECT to_jsonb(told) FROM (SELECT ${columns}) told) AS record
        FROM ${from} WHERE ${whose(player_id)} ${rest} ORDER BY ${column} LIMIT ${limit}`.execute(ctx.db);
      return rows;
    },
  };
}

/** A section of at most one row. */
export function ownRecord(
  name: string,
  find: (ctx: BaseContext, player_id: string) => Promise<Record<string, unknown> | undefined>,
): OwnDataSection {
  return {
    name,
    async page(ctx, player_id, after) {
      const record = after === undefined ? await find(ctx, player_id) : undefined;
      return record === undefined ? [] : [{ key: "only", record }];
    },
  };
}
