import { createHash } from "node:crypto";

/** How a refresh token of 256 random bits is written. */
export function writeRefreshToken(random: Buffer): string {
  return random.toString("base64url");
}

/** What is stored of a refresh token. SHA-256 without salt is enough: the token is random, so it cannot be guessed from its hash. */
export function hashRefreshToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

export interface RefreshState {
  used_at: Date | null;
  token_expires_at: Date;
  session_expires_at: Date;
  ended_at: Date | null;
}

/** Whether a presented token may be traded (RFC 9700, 4.14.2): a second use means that somebody else has it, too. */
export function judgeRefresh(state: RefreshState | undefined, now: Date): "valid" | "invalid" | "reused" {
  if (state === undefined) return "invalid";
  if (state.used_at !== null) return "reused";
  const over = state.ended_at !== null || state.token_expires_at <= now || state.session_expires_at <= now;
  return over ? "invalid" : "valid";
}
