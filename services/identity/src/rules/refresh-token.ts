import { createHash } from "node:crypto";

/** How a refresh token of 256 random bits is written. */
export function writeRefreshToken(random: Buffer): string {
  return random.toString("base64url");
}

/** What is stored of a refresh token. SHA-256 without salt is enough: the token is random, so it cannot be guessed from its hash. */
export function hashRefreshToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

/** How long a token works again when the answer to its first use may have been lost. */
const graceOfPrevious_ms = 30_000;

export interface RefreshState {
  used_at: Date | null;
  token_expires_at: Date;
  session_expires_at: Date;
  ended_at: Date | null;
  /** The token that this one was traded for was not used yet. */
  successor_waits: boolean;
}

export type RefreshVerdict = "valid" | "again" | "invalid" | "reused";

/**
 * Whether a presented token may be traded (RFC 9700, 4.14.2). A second use means that somebody else has it, too, unless it comes soon
 * and nobody used what the first one gave: then that answer was lost, or two asked at once, and `again` gives the same token.
 */
export function judgeRefresh(state: RefreshState | undefined, now: Date): RefreshVerdict {
  if (state === undefined) return "invalid";
  const over = state.ended_at !== null || state.token_expires_at <= now || state.session_expires_at <= now;
  if (state.used_at === null) return over ? "invalid" : "valid";
  const isRecent = now.getTime() - state.used_at.getTime() <= graceOfPrevious_ms;
  return isRecent && state.successor_waits && !over ? "again" : "reused";
}
