const freeFailures = 10;
const firstLock_ms = 15 * 60_000;
const longestLock_ms = 24 * 60 * 60_000;

/** How long an account is locked after this many failed log-ins in a row: 15 minutes at the tenth, twice as long at each further one. */
export function lockDuration_ms(failures: number): number {
  if (failures < freeFailures) return 0;
  return Math.min(firstLock_ms * 2 ** (failures - freeFailures), longestLock_ms);
}

/** When the lock that this failure brings ends; null when it brings none. */
export function lockedUntil(failures: number, now: Date): Date | null {
  const duration_ms = lockDuration_ms(failures);
  return duration_ms === 0 ? null : new Date(now.getTime() + duration_ms);
}

export function isLocked(account: { locked_until: Date | null }, now: Date): boolean {
  return account.locked_until !== null && account.locked_until > now;
}
