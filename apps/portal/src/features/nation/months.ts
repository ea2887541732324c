/** Months as `YYYY-MM`, and the periods that governments ask for. */
export interface Months {
  from: string;
  to: string;
}

const monthOf = (year: number, month: number): string => `${year}-${String(month).padStart(2, "0")}`;

/** So many months later; negative for before. */
export function monthsLater(month: string, by: number): string {
  const [year, number] = month.split("-").map(Number) as [number, number];
  const index = year * 12 + number - 1 + by;
  return monthOf(Math.floor(index / 12), (index % 12) + 1);
}

/** How many months from the first to the last one, both included. */
export function countMonths({ from, to }: Months): number {
  const [[year, month], [lastYear, lastMonth]] = [from.split("-").map(Number), to.split("-").map(Number)] as [number[], number[]];
  return (lastYear! - year!) * 12 + lastMonth! - month! + 1;
}

/** As many months, just before. */
export function monthsBefore(months: Months): Months {
  const count = countMonths(months);
  return { from: monthsLater(months.from, -count), to: monthsLater(months.from, -1) };
}

export const presets = ["fiscal_year", "last_fiscal_year", "this_year", "last_12"] as const;
export type Preset = (typeof presets)[number];

/** The months of a preset, seen from a month of today. `fiscalStart` is the month in which the fiscal year begins. */
export function monthsOf(preset: Preset, today: string, fiscalStart: number): Months {
  const [year, month] = today.split("-").map(Number) as [number, number];
  const start = monthOf(month >= fiscalStart ? year : year - 1, fiscalStart);
  switch (preset) {
    case "fiscal_year":
      return { from: start, to: monthsLater(start, 11) };
    case "last_fiscal_year":
      return { from: monthsLater(start, -12), to: monthsLater(start, -1) };
    case "this_year":
      return { from: monthOf(year, 1), to: monthOf(year, 12) };
    case "last_12":
      return { from: monthsLater(today, -11), to: today };
  }
}

/** The months of a range that are not among these, up to a last one. */
export function missingMonths({ from, to }: Months, known: ReadonlySet<string>, until: string): string[] {
  const last = to < until ? to : until;
  if (last < from) return [];
  return Array.from({ length: countMonths({ from, to: last }) }, (_, index) => monthsLater(from, index)).filter(
    (month) => !known.has(month),
  );
}
