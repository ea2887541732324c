/** So many lines may have come since a figure was made; to take back more than that from the sums of today costs too much. */
const FAR = 200_000;

interface Refusing {
  fail(code: "figure_not_counted_yet" | "figure_too_old"): never;
}

/** Refuses a place that was never reached, and one that lies far back. */
export function requireNear(place: number, now: number, ctx: Refusing): void {
  if (place > now) ctx.fail("figure_not_counted_yet");
  if (place < now - FAR) ctx.fail("figure_too_old");
}
