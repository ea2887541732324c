import { inputWords } from "@oneheart/contracts";
import { commonError, type OperationError } from "./errors.ts";
import { isId } from "./ids.ts";

/** The refusal of a cursor that is none of this list's; lists with a sort key of their own throw it too. */
export function foreignCursor(): OperationError {
  return commonError("invalid_input", { fields: [{ path: "cursor", message: inputWords.foreign_cursor }] });
}

/** Packs the sort key of a page's last row into an opaque cursor. */
export function encodeCursor(key: ReadonlyArray<string | number>): string {
  return Buffer.from(JSON.stringify(key)).toString("base64url");
}

/** Unpacks a cursor of `encodeCursor` with as many parts as the sort key has; anything else is `invalid_input`. */
export function decodeCursor(cursor: string | undefined, length: number): Array<string | number> | undefined {
  if (cursor === undefined) return undefined;
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    if (Array.isArray(key) && key.length === length && key.every((part) => ["string", "number"].includes(typeof part))) return key;
  } catch {
    // Not JSON: refused below like every other cursor that we did not make.
  }
  throw foreignCursor();
}

/** Reads a cursor whose only part is an id, as lists sorted by UUIDv7 have. */
export function decodeIdCursor(cursor: string | undefined): string | undefined {
  const id = decodeCursor(cursor, 1)?.[0];
  if (id !== undefined && !isId(id)) throw foreignCursor();
  return id;
}

const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** A place in a list that is sorted by a moment and then by id. */
export interface MomentKey {
  at: Date;
  id: string;
}

/** Reads a cursor of such a list: the moment in ISO 8601, and the id. */
export function decodeMomentCursor(cursor: string | undefined): MomentKey | undefined {
  const parts = decodeCursor(cursor, 2)?.map(String);
  if (parts === undefined) return undefined;
  const [moment, id] = parts as [string, string];
  const at = new Date(moment);
  if (time.test(moment) && !Number.isNaN(at.getTime()) && isId(id)) return { at, id };
  throw foreignCursor();
}

/** Cuts rows fetched with `limit + 1` into a page; `keyOf` gives the sort key that the next page starts after. */
export function pageFrom<Row>(
  rows: Row[],
  limit: number,
  keyOf: (row: Row) => ReadonlyArray<string | number>,
): { rows: Row[]; next_cursor: string | null } {
  if (rows.length <= limit) return { rows, next_cursor: null };
  const page = rows.slice(0, limit);
  return { rows: page, next_cursor: encodeCursor(keyOf(page.at(-1)!)) };
}
