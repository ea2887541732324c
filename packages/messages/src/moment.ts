import { type Language, locales } from "./languages.ts";

/** Making a formatter takes longer than all else of a sentence. There are as many as languages and time zones. */
const formatters = new Map<string, Intl.DateTimeFormat>();

/** A moment (RFC 3339) as people read it, on the clock of an IANA time zone. */
export function momentIn(moment: string, language: Language, timeZone: string): string {
  return formatterOf(language, timeZone).format(new Date(moment));
}

function formatterOf(language: Language, timeZone: string): Intl.DateTimeFormat {
  const key = `${language} ${timeZone}`;
  const known = formatters.get(key);
  if (known !== undefined) return known;
  const formatter = new Intl.DateTimeFormat(locales[language], { dateStyle: "medium", timeStyle: "short", timeZone });
  formatters.set(key, formatter);
  return formatter;
}
