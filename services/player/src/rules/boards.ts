import { addDays, type Day, isoWeek, isoWeekday } from "./days.ts";

/** A leaderboard: which days it counts, both ends included, and what it is called in the cache. */
export interface Board {
  name: string;
  from: Day;
  to: Day;
  ttl_ms: number;
}

export type Period = "daily" | "weekly";

const day_ms = 86_400_000;

/** The board that XP of this UTC day counts for. */
export function boardOf(period: Period, day: Day): Board {
  if (period === "daily") return { name: `leaderboard:daily:${day}`, from: day, to: day, ttl_ms: 2 * day_ms };
  const monday = addDays(day, 1 - isoWeekday(day));
  return { name: `leaderboard:weekly:${isoWeek(day)}`, from: monday, to: addDays(monday, 6), ttl_ms: 8 * day_ms };
}
