/** The day on the calendar of a time zone (IANA name) at a moment, `YYYY-MM-DD`. Throws `RangeError` for a zone that does not exist. */
export function localDay(moment: Date, time_zone: string): string {
  const parts = new Map(
    formatOf(time_zone)
      .formatToParts(moment)
      .map((part) => [part.type, part.value]),
  );
  return `${parts.get("year")!.padStart(4, "0")}-${parts.get("month")}-${parts.get("day")}`;
}

// Making a format costs a hundred times what using it does; there are no more of them than time zones.
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat("en-u-ca-iso8601-nu-latn", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  formats.set(timeZone, made);
  return made;
}
