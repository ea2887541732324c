import { ed25519 } from "@noble/curves/ed25519.js";
import { sha512 } from "@noble/hashes/sha2.js";
import { concatBytes, equalBytes } from "../bytes.ts";

const { Point } = ed25519;
type Point = InstanceType<typeof Point>;
const POINT_BYTES = 32;

/**
 * Whether Go's crypto/ed25519 accepts the signature, on which logs, monitors and witnesses are built: two who see the same note must agree.
 * R is compared as bytes with [S]B - [k]A, without the cofactor; S must be below the group's order; the key's y need not be reduced.
 * Implementations of RFC 8032 differ exactly there (Chalkias, Garillot, Nikolaenko, "Taming the many EdDSAs", 2020). One thing is
 * stricter: a key of small order signs anything for anyone, so nobody could be held to what it signed, and it vouches for nothing.
 */
export function isAccepted(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  const r = signature.subarray(0, POINT_BYTES);
  const s = littleEndian(signature.subarray(POINT_BYTES));
  const key = decode(publicKey);
  if (key === undefined || key.isSmallOrder() || !Point.Fn.isValid(s)) return false;
  const k = Point.Fn.create(littleEndian(sha512(concatBytes(r, publicKey, message))));
  const expected = Point.BASE.multiplyUnsafe(s).subtract(key.multiplyUnsafe(k));
  return equalBytes(expected.toBytes(), r);
}

/** Undefined where there is no such point. */
function decode(publicKey: Uint8Array): Point | undefined {
  try {
    return Point.fromBytes(publicKey, true);
  } catch {
    return undefined;
  }
}

function littleEndian(bytes: Uint8Array): bigint {
  return bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
}
