import { useMemo } from "react";
import { type Language, useLanguage } from "./i18n.ts";

/** People in Thailand read Thai words, Arabic digits and Buddhist years. */
const locales: Record<Language, string> = { en: "en-GB", th: "th-u-ca-buddhist-nu-latn" };

const minute_ms = 60_000;
const hour_ms = 60 * minute_ms;
const day_ms = 24 * hour_ms;
/** Beyond this a date says more than a count of days. */
const relativeMax_ms = 30 * day_ms;

/** Numbers and times as people of a language write them, on the clock of this device. */
export interface Formats {
  number(value: number, options?: Intl.NumberFormatOptions): string;
  /** Basis points as per cent. */
  share(bps: number): string;
  /** Hundredths. */
  hundredths(minor: number): string;
  money(minor: number, currency: string): string;
  /** A day that has no clock, `YYYY-MM-DD`. */
  day(day: string): string;
  /** A month, `YYYY-MM`. */
  month(month: string): string;
  /** The name of a month, 1 for January. */
  monthName(month: number): string;
  dateTime(moment: string | Date): string;
  /** "40 minutes", "3 hours", "2 days": in the largest unit that says enough. */
  duration(minutes: number): string;
  /** Metres, or kilometres where there are many. */
  distance(metres: number): string;
  /** "3 hours ago"; a date once it is long ago. */
  relative(moment: string | Date, now?: number): string;
}

export function useFormats(): Formats {
  const language = useLanguage();
  return useMemo(() => formatsOf(language), [language]);
}

function formatsOf(language: Language): Formats {
  const locale = locales[language];
  const number = new Intl.NumberFormat(locale);
  const share = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  const hundredths = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "medium" });
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  const month = new Intl.DateTimeFormat(locale, { month: "short", year: "numeric", timeZone: "UTC" });
  const monthName = new Intl.DateTimeFormat(locale, { month: "long", timeZone: "UTC" });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  return {
    number: (value, options) => (options === undefined ? number.format(value) : new Intl.NumberFormat(locale, options).format(value)),
    share: (bps) => share.format(bps / 10_000),
    hundredths: (minor) => hundredths.format(minor / 100),
    money: (minor, currency) =>
      new Intl.NumberFormat(locale, { style: "currency", currency, currencyDisplay: "narrowSymbol" }).format(minor / 100),
    day: (text) => day.format(new Date(text)),
    month: (text) => month.format(new Date(`${text}-01`)),
    monthName: (number) => monthName.format(new Date(Date.UTC(2000, number - 1))),
    dateTime: (moment) => dateTime.format(new Date(moment)),
    duration(minutes) {
      const [value, unit] =
        Math.abs(minutes) < 120 ? [minutes, "minute"] : Math.abs(minutes) < 2880 ? [minutes / 60, "hour"] : [minutes / 1440, "day"];
      return new Intl.NumberFormat(locale, { style: "unit", unit: unit as string, unitDisplay: "long", maximumFractionDigits: 0 }).format(
        value as number,
      );
    },
    distance(metres) {
      const [value, unit] = metres < 1000 ? [metres, "meter"] : [metres / 1000, "kilometer"];
      return new Intl.NumberFormat(locale, { style: "unit", unit: unit as string, maximumSignificantDigits: 3 }).format(value as number);
    },
    relative(moment, now = Date.now()) {
      const passed_ms = new Date(moment).getTime() - now;
      const size_ms = Math.abs(passed_ms);
      if (size_ms > relativeMax_ms) return date.format(new Date(moment));
      if (size_ms < minute_ms) return relative.format(0, "minute");
      if (size_ms < hour_ms) return relative.format(Math.round(passed_ms / minute_ms), "minute");
      if (size_ms < day_ms) return relative.format(Math.round(passed_ms / hour_ms), "hour");
      return relative.format(Math.round(passed_ms / day_ms), "day");
    },
  };
}
