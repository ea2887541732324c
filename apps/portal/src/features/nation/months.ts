/** Days `YYYY-MM-DD`, the first and the last one. */
export interface Days {
  from: string;
  to: string;
}

const DAY_MS = 86_400_000;

/** The periods that governments ask for, as the API names them. */
export const presets = [
  "this_fiscal_year",
  "last_fiscal_year",
  "this_year",
  "last_year",
  "last_12_months",
  "this_quarter",
  "this_month",
  "last_month",
  "last_30_days",
] as const;

/** By which steps a time line of these days can be read. */
export function stepFor(asked: { period?: string } & Partial<Days>): "day" | "month" {
  const { period, from = "", to = "" } = asked;
  if (period !== undefined) return period.endsWith("_month") || period.endsWith("_days") ? "day" : "month";
  return from.length === 10 && to.length === 10 && countDays({ from, to }) <= 62 ? "day" : "month";
}

const monthOf = (day: string): string => day.slice(0, 7);

/** So many months later; negative for before. */
export function monthsLater(month: string, by: number): string {
  const [year, number] = month.split("-").map(Number) as [number, number];
  const index = year * 12 + number - 1 + by;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}`;
}

function daysLater(day: string, by: number): string {
  return new Date(Date.parse(day) + by * DAY_MS).toISOString().slice(0, 10);
}

function countDays({ from, to }: Days): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
}

/** How many months from the first to the last one, both included. */
function countMonths(from: string, to: string): number {
  const [[year, month], [lastYear, lastMonth]] = [from.split("-").map(Number), to.split("-").map(Number)] as [number[], number[]];
  return (lastYear! - year!) * 12 + lastMonth! - month! + 1;
}

/** As many months just before, or as many days where these are no whole months. */
export function daysBefore({ from, to }: Days): Days {
  const last = daysLater(from, -1);
  const areMonths = from.endsWith("-01") && daysLater(to, 1).endsWith("-01");
  if (!areMonths) return { from: daysLater(from, -countDays({ from, to })), to: last };
  return { from: `${monthsLater(monthOf(from), -countMonths(monthOf(from), monthOf(to)))}-01`, to: last };
}

/** The months of days that are not among these, up to a last one. */
export function missingMonths({ from, to }: Days, known: ReadonlySet<string>, until: string): string[] {
  const [first, end] = [monthOf(from), monthOf(to)];
  const last = end < until ? end : until;
  if (last < first) return [];
  return Array.from({ length: countMonths(first, last) }, (_, index) => monthsLater(first, index)).filter((month) => !known.has(month));
}
