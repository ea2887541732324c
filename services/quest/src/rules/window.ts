/** When a mission can be started: from `starts_at`, until just before `ends_at`; null leaves that side open. */
export interface Window {
  starts_at: Date | null;
  ends_at: Date | null;
}

const minute_ms = 60_000;
const shortest_ms = 24 * 60 * minute_ms;

export function isOpen(window: Window, now: Date): boolean {
  return (window.starts_at === null || window.starts_at <= now) && (window.ends_at === null || now < window.ends_at);
}

/** True unless it ends before it starts. */
export function isWindow({ starts_at, ends_at }: Window): boolean {
  return starts_at === null || ends_at === null || starts_at < ends_at;
}

/** The end of a quest that starts now: a day, or four times the expected time if that is more, but never past the mission's end. */
export function expiryOf(mission: Window & { expected_minutes: number }, now: Date): Date {
  const until = new Date(now.getTime() + Math.max(shortest_ms, mission.expected_minutes * 4 * minute_ms));
  return mission.ends_at !== null && mission.ends_at < until ? mission.ends_at : until;
}
