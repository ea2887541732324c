import { ed25519 } from "@noble/curves/ed25519.js";
import { TlogError } from "../errors.ts";
import { cosignatureMessage, joinCosignature } from "./cosignature.ts";
import { COSIGNATURE_V1, ED25519, ED25519_KEY_BYTES, type KeyIdentity, keyIdOf, type SignatureType } from "./key.ts";
import { createVerifier, type Verifier } from "./verifier.ts";

/** Signs note texts with one key. A key held elsewhere (Vault, an HSM) signs by itself and uses signatureLine. */
export interface Signer extends KeyIdentity {
  readonly type: SignatureType;
  /** The signature over a note text, without key id. */
  sign(text: Uint8Array): Uint8Array;
  /** Verifies what this signs. */
  readonly verifier: Verifier;
}

/** Seconds since the Unix epoch, whole. */
export type NowSeconds = () => number;

/** Makes a signer of plain Ed25519 note signatures (type 0x01) from a 32-byte RFC 8032 seed. `key_length`, `key_name_invalid`. */
export function createSigner(name: string, seed: Uint8Array): Signer {
  const key = copySeed(seed);
  return { ...identity(name, key, ED25519), sign: (text) => ed25519.sign(text, key) };
}

/** Makes a witness's signer of cosignature/v1 (type 0x04) from a 32-byte seed; each signature carries the time `now` tells. */
export function createCosigner(name: string, seed: Uint8Array, now: NowSeconds): Signer {
  const key = copySeed(seed);
  return {
    ...identity(name, key, COSIGNATURE_V1),
    sign(text) {
      const timestampSeconds = now();
      return joinCosignature(timestampSeconds, ed25519.sign(cosignatureMessage(text, timestampSeconds), key));
    },
  };
}

function copySeed(seed: Uint8Array): Uint8Array {
  if (seed.length !== ED25519_KEY_BYTES) throw new TlogError("key_length", `seed of ${seed.length} bytes`);
  return new Uint8Array(seed);
}

function identity(name: string, seed: Uint8Array, type: SignatureType): Pick<Signer, "name" | "keyId" | "type" | "verifier"> {
  const publicKey = ed25519.getPublicKey(seed);
  return { name, keyId: keyIdOf(name, type, publicKey), type, verifier: createVerifier(name, publicKey, type) };
}
