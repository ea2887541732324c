import type { Step } from "../store/panel.ts";

const DAY_MS = 86_400_000;
/** So many points are shown at most, or about so many. */
const DAYS_MAX = 92;
const WEEKS_MAX = 104;

interface Days {
  from?: string;
  to?: string;
}

/** Days for up to a quarter, weeks for up to two years, else months. */
export function stepFor(from: string, to: string): Step {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  return days <= DAYS_MAX ? "day" : days <= WEEKS_MAX * 7 ? "week" : "month";
}

/** A period that begins on `key`, as far as it is within the days that are shown. */
export function periodOf(key: string, step: Step, { from, to }: Days): { from: string; to: string } {
  const last = lastDay(key, step);
  return { from: from !== undefined && from > key ? from : key, to: to !== undefined && to < last ? to : last };
}

function lastDay(key: string, step: Step): string {
  const first = new Date(`${key}T00:00:00Z`);
  const next =
    step === "month" ? Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 1) : first.getTime() + (step === "week" ? 7 : 1) * DAY_MS;
  return new Date(next - DAY_MS).toISOString().slice(0, 10);
}
