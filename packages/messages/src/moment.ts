import { type Language, locales } from "./languages.ts";

/** A moment (RFC 3339) as people read it, on the clock of an IANA time zone. */
export function momentIn(moment: string, language: Language, timeZone: string): string {
  return new Intl.DateTimeFormat(locales[language], { dateStyle: "medium", timeStyle: "short", timeZone }).format(new Date(moment));
}
