/** The settings that say how long tokens live, in seconds. */
interface Lifetimes {
  ACCESS_TOKEN_S: number;
  REFRESH_TOKEN_S: number;
}

/** How long an access token is good; never longer than the session that it belongs to. */
export function accessTokenLife_s(settings: Lifetimes): number {
  return Math.min(settings.ACCESS_TOKEN_S, settings.REFRESH_TOKEN_S);
}

/** When a session that is used now ends unless it is used again. */
export function sessionExpiry(settings: Pick<Lifetimes, "REFRESH_TOKEN_S">, now: Date): Date {
  return new Date(now.getTime() + settings.REFRESH_TOKEN_S * 1000);
}

const signingKeyLife_ms = 90 * 24 * 60 * 60_000;
const skew_s = 300;

export function isSigningKeyDue(key: { created_at: Date }, now: Date): boolean {
  return now.getTime() - key.created_at.getTime() >= signingKeyLife_ms;
}

/** Keys retired before this moment have signed no token that is still good. */
export function oldestUsefulRetirement(settings: Lifetimes, now: Date): Date {
  return new Date(now.getTime() - (accessTokenLife_s(settings) + skew_s) * 1000);
}
