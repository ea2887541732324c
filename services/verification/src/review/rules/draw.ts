import { createHmac } from "node:crypto";

/** Whether `what` is drawn at a share in basis points: always the same answer, and nobody without the secret can foresee it. */
export function isDrawn(secret: Buffer, what: string, share_bps: number): boolean {
  const number = createHmac("sha256", secret).update(what).digest().readUIntBE(0, 6);
  return number < (share_bps / 10_000) * 2 ** 48;
}
