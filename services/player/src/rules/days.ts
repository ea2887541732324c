const hour_ms = 3_600_000;
const day_ms = 24 * hour_ms;

/** A calendar day as `YYYY-MM-DD`. */
export type Day = string;

/** The UTC day of a moment. */
export function utcDay(moment: Date): Day {
  return moment.toISOString().slice(0, 10);
}

/** The day so many days after another; before it when negative. */
export function addDays(day: Day, days: number): Day {
  return utcDay(new Date(Date.parse(`${day}T00:00:00Z`) + days * day_ms));
}

/** From 1 for Monday to 7 for Sunday (ISO 8601). */
export function isoWeekday(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

/** The week of a day as `2026-W07` (ISO 8601): weeks begin on Monday and belong to the year of their Thursday. */
export function isoWeek(day: Day): string {
  const thursday = addDays(day, 4 - isoWeekday(day));
  const dayOfYear = (Date.parse(thursday) - Date.parse(`${thursday.slice(0, 4)}-01-01`)) / day_ms;
  return `${thursday.slice(0, 4)}-W${String(Math.floor(dayOfYear / 7) + 1).padStart(2, "0")}`;
}

/** The streak as it stands now: none once a whole day passed without an action, even where days end last (UTC−12). */
export function currentStreak(streak: { streak_days: number; last_action_day: Day | null }, now: Date): number {
  const today = utcDay(new Date(now.getTime() - 12 * hour_ms));
  const isAlive = streak.last_action_day !== null && streak.last_action_day >= addDays(today, -1);
  return isAlive ? streak.streak_days : 0;
}
