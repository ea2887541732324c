const day_ms = 86_400_000;

/** The instant at which a clock in `time_zone` (IANA) shows this local time; both in milliseconds, the local one as if it were UTC. */
export function instantIn(local_ms: number, time_zone: string): number {
  const guess = local_ms - offsetAt(local_ms, time_zone);
  // Near a change of the clocks the first guess used the offset of the other side.
  return local_ms - offsetAt(guess, time_zone);
}

/** The hour that a clock in `time_zone` shows at an instant, 0 up to 24 with fractions. */
export function hourIn(instant_ms: number, time_zone: string): number {
  const local_ms = instant_ms + offsetAt(instant_ms, time_zone);
  return (((local_ms % day_ms) + day_ms) % day_ms) / 3_600_000;
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
