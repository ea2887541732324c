import { sha256 } from "@noble/hashes/sha2.js";
import { concatBytes, encodeUtf8 } from "../bytes.ts";
import { TlogError } from "../errors.ts";

/** Signature type of plain Ed25519 note signatures (C2SP signed-note). */
export const ED25519 = 0x01;

/** Signature type of timestamped Ed25519 checkpoint cosignatures (C2SP tlog-cosignature). */
export const COSIGNATURE_V1 = 0x04;

/** Length of an Ed25519 public key, and of a private seed, in bytes (RFC 8032). */
export const ED25519_KEY_BYTES = 32;

/** Length of an Ed25519 signature in bytes (RFC 8032). */
export const ED25519_SIGNATURE_BYTES = 64;

/** The signature types that this package signs and verifies. */
export type SignatureType = typeof ED25519 | typeof COSIGNATURE_V1;

/** True for the signature types that this package signs and verifies. */
export const isSignatureType = (type: number | undefined): type is SignatureType => type === ED25519 || type === COSIGNATURE_V1;

/** Who a signature says made it. The pair of name and key id is what identifies a key. */
export interface KeyIdentity {
  readonly name: string;
  /** Unsigned 32-bit number. */
  readonly keyId: number;
}

// Unicode's White_Space, written out because not every JavaScript engine knows \p{White_Space}.
const FORBIDDEN = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000+]/;

/** Refuses a key name that is empty, not well-formed, or has a Unicode space or plus (`key_name_invalid`). */
export function requireKeyName(name: string): void {
  if (name === "" || FORBIDDEN.test(name) || encodeUtf8(name) === undefined) throw new TlogError("key_name_invalid", JSON.stringify(name));
}

/** Key id: the first four bytes, big-endian, of SHA-256(name || 0x0A || type || public key) (C2SP signed-note, signatures). */
export function keyIdOf(name: string, type: SignatureType, publicKey: Uint8Array): number {
  requireKeyName(name);
  const digest = sha256(concatBytes(encodeUtf8(name)!, Uint8Array.of(0x0a, type), publicKey));
  return readUint32(digest);
}

/** The first four bytes as a big-endian number. */
export function readUint32(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0);
}

/** Eight lowercase hexadecimal digits, as verifier keys have them. */
export const formatKeyId = (keyId: number): string => keyId.toString(16).padStart(8, "0");

/** `name+id`, how error messages name a key. */
export const describeKey = ({ name, keyId }: KeyIdentity): string => `${name}+${formatKeyId(keyId)}`;
