import { type Figure, WHOLE_PARTS } from "@oneheart/contracts";
import type { Language } from "@oneheart/messages";

/** People in Thailand read Arabic digits and Buddhist years. */
const locales: Record<Language, string> = { en: "en-GB", th: "th-u-ca-buddhist-nu-latn" };

/** Numbers and days as people of a language write them. */
export function numbersOf(language: Language) {
  const locale = locales[language];
  const plain = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const share = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });
  const money = (minor: number, currency: string) =>
    new Intl.NumberFormat(locale, { style: "currency", currency, currencyDisplay: "narrowSymbol" }).format(minor / 100);
  const value = (of: number, unit: string) => {
    if (unit === "bps") return share.format(of / 10_000);
    if (unit.endsWith("_parts")) return plain.format(of / WHOLE_PARTS);
    return unit.endsWith("_minor") ? money(of, unit.slice(0, 3)) : plain.format(of);
  };
  return {
    money,
    value,
    figure: ({ value: of, unit }: Figure) => (of === null ? "–" : value(of, unit)),
    share: (bps: number) => share.format(bps / 10_000),
    ratio: (bps: number) => plain.format(bps / 10_000),
    day: (text: string) => day.format(new Date(text)),
    moment: (at: Date) => `${moment.format(at)} UTC`,
  };
}
export type Numbers = ReturnType<typeof numbersOf>;
