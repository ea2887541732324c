import { decodeCursor, foreignCursor } from "@oneheart/kernel";

/** The place in a list whose lines are numbered. */
export function placeIn(cursor: string | undefined): number | undefined {
  const place = decodeCursor(cursor, 1)?.[0];
  if (place === undefined) return undefined;
  if (typeof place !== "number" || !Number.isSafeInteger(place) || place < 0) throw foreignCursor();
  return place;
}

const day = /^\d{4}-\d\d-\d\d$/;

/** The place in a list of days. */
export function dayIn(cursor: string | undefined): string | undefined {
  const place = decodeCursor(cursor, 1)?.[0];
  if (place === undefined) return undefined;
  if (typeof place !== "string" || !day.test(place)) throw foreignCursor();
  return place;
}
