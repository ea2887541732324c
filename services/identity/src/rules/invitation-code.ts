import { createHash } from "node:crypto";

/** Letters and digits that nobody takes for one another: 32 of them, five bits each. */
const alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const length = 16;

/** A code of 80 bits, from as many random bytes as it has letters. */
export function invitationCode(random: Uint8Array): string {
  return Array.from(random.subarray(0, length), (byte) => alphabet[byte % alphabet.length]).join("");
}

/** `ABCDEFGH…` in groups of four, as people read it. */
export function readableCode(code: string): string {
  return code.match(/.{1,4}/g)!.join("-");
}

export function hashInvitationCode(code: string): Buffer {
  return createHash("sha256").update(code).digest();
}
