/** The time of capture by the server's clock, as far as the client measured how far its own is ahead. */
export function capturedAt(claimed: string, clock_skew_ms: number): Date {
  return new Date(Date.parse(claimed) - clock_skew_ms);
}

/** The same within what the server knows: a wrong clock must not put an action on another day than it was done on. */
export function actionTime(captured_at: Date, { started_at, received_at }: { started_at: Date; received_at: Date }): Date {
  return new Date(Math.min(Math.max(captured_at.getTime(), started_at.getTime()), received_at.getTime()));
}
