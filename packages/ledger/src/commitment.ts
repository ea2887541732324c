import { hash } from "node:crypto";

/**
 * The secret that opens one person's commitments in one transaction: SHA-256 over the person's salt, as 64 lowercase
 * hexadecimal digits, and the transaction's id; in hexadecimal. It can be handed out with a receipt without opening any
 * other transaction. All inputs have one length, so a plain hash serves, at a fraction of the cost of `createHmac`.
 */
export function commitmentKey(salt: string, transaction_id: string): string {
  return hash("sha256", salt + transaction_id, "hex");
}

/** How a leaf names a person: SHA-256 over the commitment key in hexadecimal and the subject's id in UTF-8, as base64url. */
export function commitment(key: string, subject_id: string): string {
  return hash("sha256", key + subject_id, "base64url");
}
