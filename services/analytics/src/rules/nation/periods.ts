/** The first and the last day of a period, `YYYY-MM-DD`. */
export interface Days {
  from: string;
  to: string;
}

/** The steps by which a period is told. */
export type Step = "day" | "week" | "month" | "quarter" | "year" | "fiscal_year";

const relative = /^(this|last)_(day|week|month|quarter|year|fiscal_year)$|^last_(\d{1,3})_(days|months)$/;
const day = /^\d{4}-\d\d-\d\d$/;
const DAY_MS = 86_400_000;

/**
 * The days of a named period, seen from a day: `2026`, `2026-Q1`, `2026-03`, `2026-03-05`, `FY2026`, `this_month`, `last_fiscal_year`,
 * `last_30_days`, … A fiscal year has the number of the calendar year in which it ends, as in Thailand, where FY2026 (B.E. 2569) begins on
 * 1 October 2025. Weeks begin on Monday (ISO 8601). Undefined for a text that is no period.
 */
export function daysOf(period: string, today: string, fiscalStart: number): Days | undefined {
  const [, which, step, count, unit] = relative.exec(period) ?? [];
  if (step !== undefined) {
    const current = stepAround(today, step as Step, fiscalStart);
    return which === "this" ? current : stepAround(daysLater(current.from, -1), step as Step, fiscalStart);
  }
  if (unit === "days") return { from: daysLater(today, 1 - Number(count)), to: today };
  if (unit === "months") return { from: monthStart(today, 1 - Number(count)), to: daysLater(monthStart(today, 1), -1) };
  return calendarDays(period, fiscalStart);
}

function calendarDays(period: string, fiscalStart: number): Days | undefined {
  if (/^\d{4}$/.test(period)) return stepAround(`${period}-01-01`, "year", fiscalStart);
  const quarter = /^(\d{4})-Q([1-4])$/.exec(period);
  if (quarter !== null) return stepAround(monthStart(`${quarter[1]}-01-01`, (Number(quarter[2]) - 1) * 3), "quarter", fiscalStart);
  const fiscal = /^FY(\d{4})$/.exec(period);
  if (fiscal !== null)
    return stepAround(
      daysLater(monthStart(`${fiscal[1]}-01-01`, fiscalStart === 1 ? 12 : fiscalStart - 1), -1),
      "fiscal_year",
      fiscalStart,
    );
  if (/^\d{4}-\d\d$/.test(period) && isDay(`${period}-01`)) return stepAround(`${period}-01`, "month", fiscalStart);
  return isDay(period) ? { from: period, to: period } : undefined;
}

/** The step that holds a day. */
export function stepAround(at: string, step: Step, fiscalStart: number): Days {
  if (step === "day") return { from: at, to: at };
  if (step === "week") {
    const monday = daysLater(at, -((new Date(`${at}T00:00:00Z`).getUTCDay() + 6) % 7));
    return { from: monday, to: daysLater(monday, 6) };
  }
  const month = Number(at.slice(5, 7));
  const since = { month: 0, quarter: (month - 1) % 3, year: month - 1, fiscal_year: (month - fiscalStart + 12) % 12 }[step];
  const months = { month: 1, quarter: 3, year: 12, fiscal_year: 12 }[step];
  const from = monthStart(at, -since);
  return { from, to: daysLater(monthStart(from, months), -1) };
}

/** Whether a text names a day that there is. */
export function isDay(text: string): boolean {
  return day.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
}

export function daysLater(from: string, by: number): string {
  return new Date(Date.parse(`${from}T00:00:00Z`) + by * DAY_MS).toISOString().slice(0, 10);
}

/** The first day of the month so many months later. */
function monthStart(at: string, by: number): string {
  return new Date(Date.UTC(Number(at.slice(0, 4)), Number(at.slice(5, 7)) - 1 + by, 1)).toISOString().slice(0, 10);
}

/** The last day of a month. */
export function monthEnd(month: string): string {
  return daysLater(monthStart(`${month}-01`, 1), -1);
}

/** The month before one, `YYYY-MM`. */
export function monthBefore(month: string): string {
  return daysLater(`${month}-01`, -1).slice(0, 7);
}
