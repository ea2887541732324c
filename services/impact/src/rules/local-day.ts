/** The calendar day of a moment in a time zone (IANA name), `YYYY-MM-DD`. Throws `RangeError` for a zone that does not exist. */
export function localDay(moment: Date, time_zone: string): string {
  const format = new Intl.DateTimeFormat("en", {
    timeZone: time_zone,
    calendar: "iso8601",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  const parts = new Map(format.formatToParts(moment).map(({ type, value }) => [type, value]));
  return `${parts.get("year")!.padStart(4, "0")}-${parts.get("month")}-${parts.get("day")}`;
}
