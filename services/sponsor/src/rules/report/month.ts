/** The whole month before a moment, in UTC, by its first and last day. */
export function monthBefore(moment: Date): { from: string; to: string } {
  const day = (month: number, date: number) => new Date(Date.UTC(moment.getUTCFullYear(), month, date)).toISOString().slice(0, 10);
  return { from: day(moment.getUTCMonth() - 1, 1), to: day(moment.getUTCMonth(), 0) };
}
