const day_ms = 86_400_000;

/** The decision on a proof and its newest appeal, as far as a further appeal depends on them. */
export interface Appealable {
  status: string;
  decided_at: Date;
  /** How the newest appeal ended; null while it is open, undefined when there is none. */
  last: "upheld" | "overturned" | null | undefined;
}

/** Until when a rejection can be appealed; undefined when it cannot be. */
export function appealUntil({ status, decided_at, last }: Appealable, appeal_days: number): Date | undefined {
  if (status !== "rejected" || last === "upheld" || last === null) return undefined;
  return daysAfter(decided_at, appeal_days);
}

/** So many days later. */
export function daysAfter(moment: Date, days: number): Date {
  return new Date(moment.getTime() + days * day_ms);
}
