import { decodeCursor, foreignCursor } from "@oneheart/kernel";

const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A place in a list that is sorted by a moment and then by id. */
export interface MomentKey {
  at: Date;
  id: string;
}

/** Reads a cursor of such a list. */
export function momentKeyIn(cursor: string | undefined): MomentKey | undefined {
  const parts = decodeCursor(cursor, 2)?.map(String);
  if (parts === undefined) return undefined;
  const [moment, id] = parts as [string, string];
  const at = new Date(moment);
  if (time.test(moment) && !Number.isNaN(at.getTime()) && uuid.test(id)) return { at, id };
  throw foreignCursor();
}

/** The other way: what the next page starts after. */
export function momentKey(at: Date, id: string): [string, string] {
  return [at.toISOString(), id];
}
