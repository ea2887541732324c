import { pageFrom } from "@oneheart/kernel";
import type { DayCount } from "../rules/columns.ts";
import { dayIn } from "./cursors.ts";
import { sumOfDays } from "./programme-figures.ts";

/** A page of days, newest first, and what all of them come to. */
export function pageOfDays(days: readonly DayCount[], { cursor, limit }: { cursor?: string; limit: number }) {
  const before = dayIn(cursor);
  const rest = before === undefined ? days : days.filter(({ day }) => day < before);
  const page = pageFrom(rest.slice(0, limit + 1), limit, ({ day }) => [day]);
  return { items: page.rows, next_cursor: page.next_cursor, sum: sumOfDays(days) };
}
