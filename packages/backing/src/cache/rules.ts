import { BackingError } from "../errors.ts";

/** Every entry of a cache ends; `0` would mean "never" to some stores and "now" to others. */
export function checkTtl(ttl_ms: number): number {
  if (Number.isSafeInteger(ttl_ms) && ttl_ms > 0) return ttl_ms;
  throw new BackingError("config_invalid", `A cache entry needs a lifetime of at least one whole millisecond, not ${ttl_ms}.`);
}

/** The order of a board: highest score first, equal scores by member, ascending. */
export function byScoreThenMember(a: { member: string; score: number }, b: { member: string; score: number }): number {
  return b.score - a.score || (a.member < b.member ? -1 : 1);
}
