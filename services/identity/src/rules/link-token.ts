import { createHash } from "node:crypto";

/** What a mailed link is for: confirming an address, choosing a password, leaving an address and entering a new one. */
export type LinkPurpose = "confirm_email" | "reset_password" | "leave_email" | "enter_email";

const minute_ms = 60_000;
/** Whoever confirms an address may read the mail tomorrow; whoever waits for a password reads it now. */
const lives_ms: Record<LinkPurpose, number> = {
  confirm_email: 24 * 60 * minute_ms,
  reset_password: 30 * minute_ms,
  leave_email: 60 * minute_ms,
  enter_email: 60 * minute_ms,
};

export function linkExpiry(purpose: LinkPurpose, now: Date): Date {
  return new Date(now.getTime() + lives_ms[purpose]);
}

/** What is stored of a link's secret. Without salt: the secret has 256 random bits. */
export function hashLinkToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

/** Where the page of a link is. The secret stands behind the `#`, which neither servers nor logs see. */
export function linkUrl(base: string, page: "confirm" | "reset" | "invitation", token: string): string {
  return `${new URL("/account", base).href}#${page}=${token}`;
}
