/** The instant at which a clock in `time_zone` (IANA) shows this local time; both in milliseconds, the local one as if it were UTC. */
export function instantIn(local_ms: number, time_zone: string): number {
  const guess = local_ms - offsetAt(local_ms, time_zone);
  // Near a change of the clocks the first guess used the offset of the other side.
  return local_ms - offsetAt(guess, time_zone);
}

/** How far local time is ahead of UTC at an instant, in milliseconds. */
function offsetAt(instant_ms: number, time_zone: string): number {
  const whole_ms = Math.floor(instant_ms / 1000) * 1000;
  const parts = formatter(time_zone).formatToParts(whole_ms);
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value);
  return Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second")) - whole_ms;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(time_zone: string): Intl.DateTimeFormat {
  let made = formatters.get(time_zone);
  if (made === undefined) {
    const two = "2-digit";
    const fields = { year: "numeric", month: two, day: two, hour: two, minute: two, second: two } as const;
    made = new Intl.DateTimeFormat("en-US", { timeZone: time_zone, hourCycle: "h23", ...fields });
    formatters.set(time_zone, made);
  }
  return made;
}
