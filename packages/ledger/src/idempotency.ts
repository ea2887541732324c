import { hash } from "node:crypto";
import type { Idempotency } from "./drafts.ts";

/** SHA-256 over principal and key, each with its length, in hexadecimal. */
export function idempotencyHash({ principal, key }: Idempotency): string {
  return hash("sha256", `${principal.length}:${principal}${key.length}:${key}`, "hex");
}

/** SHA-256 of the request's fingerprint, in hexadecimal. */
export function fingerprintHash({ fingerprint }: Idempotency): string {
  return hash("sha256", fingerprint, "hex");
}
