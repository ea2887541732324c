const tolerance_ms = 2 * 60_000;

/** True when a capture time lies further after now than clocks may differ. */
export function isInFuture(captured_at: Date, now: Date): boolean {
  return captured_at.getTime() > now.getTime() + tolerance_ms;
}
