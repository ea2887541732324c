import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import type { Vault } from "@oneheart/kernel";
import { calculateJwkThumbprint, errors, exportJWK, jwtVerify, SignJWT } from "jose";

/** The key that signs what the QR of a pick-up holds. It follows from the master key, so every process has the same. */
export interface PickupKey {
  privateKey: KeyObject;
  publicKey: KeyObject;
  /** The public key as a JWK (RFC 8037). */
  jwk: { kty: "OKP"; crv: "Ed25519"; x: string; kid: string; use: "sig"; alg: "EdDSA" };
}

/** What a QR says. It names no person. */
export interface Pickup {
  redemption_id: string;
  reward_id: string;
  created_at: Date;
  expires_at: Date | null;
}

const issuer = "oneheart";
const audience = "oneheart/pickup";
/** An Ed25519 private key in PKCS #8 up to its 32 bytes (RFC 8410). */
const pkcs8Head = Buffer.from("302e020100300506032b657004220420", "hex");

export async function pickupKeyOf(vault: Vault): Promise<PickupKey> {
  const key = Buffer.concat([pkcs8Head, vault.derive("token.pickup")]);
  const privateKey = createPrivateKey({ key, format: "der", type: "pkcs8" });
  const publicKey = createPublicKey(privateKey);
  const { x } = await exportJWK(publicKey);
  const named = { kty: "OKP", crv: "Ed25519", x: x! } as const;
  return { privateKey, publicKey, jwk: { ...named, kid: await calculateJwkThumbprint(named), use: "sig", alg: "EdDSA" } };
}

/** A JWT that any JWT library verifies with the public key. The same redemption always has the same. */
export function signPickup({ privateKey, jwk }: PickupKey, { redemption_id, reward_id, created_at, expires_at }: Pickup): Promise<string> {
  const token = new SignJWT({ reward_id })
    .setProtectedHeader({ alg: "EdDSA", typ: "JWT", kid: jwk.kid })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(redemption_id)
    .setIssuedAt(created_at);
  return (expires_at === null ? token : token.setExpirationTime(expires_at)).sign(privateKey);
}

/** The redemption that a token was signed for, or why it is none. */
export async function readPickup(
  { publicKey }: PickupKey,
  token: string,
  now: Date,
): Promise<{ redemption_id: string } | "pickup_invalid" | "pickup_expired"> {
  try {
    const { payload } = await jwtVerify(token, publicKey, { issuer, audience, algorithms: ["EdDSA"], currentDate: now });
    return { redemption_id: payload.sub! };
  } catch (error) {
    return error instanceof errors.JWTExpired ? "pickup_expired" : "pickup_invalid";
  }
}
