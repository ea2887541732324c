const name = /^[A-Za-z]+([/_+-][A-Za-z0-9]+)*$/;

/** A time zone's name with IANA's capitals; undefined when there is none of that name. Offsets are not names. */
export function timeZoneNamed(text: string): string | undefined {
  if (!name.test(text)) return undefined;
  try {
    const { timeZone } = new Intl.DateTimeFormat("en", { timeZone: text }).resolvedOptions();
    // Some runtimes answer an older name of the same zone.
    return timeZone.toLowerCase() === text.toLowerCase() ? timeZone : text;
  } catch {
    return undefined;
  }
}
