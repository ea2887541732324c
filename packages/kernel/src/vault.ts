import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";

/** Seals personal data and keys at rest, and makes keyed hashes for look-up. */
export interface Vault {
  /** AES-256-GCM; `purpose` is authenticated, so a value sealed for one column does not open in another. */
  seal(plaintext: string, purpose: string): string;
  /** Throws when the value was altered, or sealed with another key or purpose. */
  open(sealed: string, purpose: string): string;
  /** HMAC-SHA-256 in hexadecimal: equal values have equal hashes, and nobody without the key can test a guess. */
  blindIndex(value: string, purpose: string): string;
  /** A key of its own for another use, such as signing links (HKDF, RFC 5869). */
  derive(purpose: string): Buffer;
}

/** A vault over a master key of 32 bytes. Sealed form: `v1.` and base64url of nonce, tag and ciphertext. */
export function createVault(masterKey: Buffer): Vault {
  if (masterKey.length !== 32) throw new RangeError("the master key must be 32 bytes");
  const derive = (purpose: string) => Buffer.from(hkdfSync("sha256", masterKey, "oneheart", purpose, 32));
  const sealing = derive("seal");
  const indexing = derive("blind-index");
  return {
    derive,
    seal(plaintext, purpose) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", sealing, nonce).setAAD(Buffer.from(purpose));
      const body = Buffer.concat([cipher.update(plaintext, "utf8"), cipher.final()]);
      return `v1.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64url")}`;
    },
    open(sealed, purpose) {
      if (!sealed.startsWith("v1.")) throw new Error("not a sealed value");
      const bytes = Buffer.from(sealed.slice(3), "base64url");
      const decipher = createDecipheriv("aes-256-gcm", sealing, bytes.subarray(0, 12)).setAAD(Buffer.from(purpose));
      decipher.setAuthTag(bytes.subarray(12, 28));
      return decipher.update(bytes.subarray(28), undefined, "utf8") + decipher.final("utf8");
    },
    blindIndex: (value, purpose) => createHmac("sha256", indexing).update(`${purpose}\0${value}`).digest("hex"),
  };
}
