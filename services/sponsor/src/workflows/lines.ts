import { decodeCursor, foreignCursor, pageFrom } from "@oneheart/kernel";
import type { EntryLine } from "../store/panel.ts";

/** The place in a list whose lines are numbered. */
export function placeIn(cursor: string | undefined): number | undefined {
  const place = decodeCursor(cursor, 1)?.[0];
  if (place === undefined) return undefined;
  if (typeof place !== "number" || !Number.isSafeInteger(place) || place < 0) throw foreignCursor();
  return place;
}

/** A page of lines as they are told; one line more than the limit says that there are more. */
export function pageOfLines(lines: EntryLine[], limit: number) {
  const page = pageFrom(lines, limit, ({ position }) => [Number(position)]);
  const items = page.rows.map((line) => ({
    ...line,
    position: Number(line.position),
    amount: Number(line.amount),
    at: line.at.toISOString(),
  }));
  return { items, next_cursor: page.next_cursor };
}
