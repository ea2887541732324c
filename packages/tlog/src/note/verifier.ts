import { concatBytes } from "../bytes.ts";
import { TlogError } from "../errors.ts";
import { cosignatureMessage, splitCosignature } from "./cosignature.ts";
import { isAccepted } from "./ed25519.ts";
import { ED25519, ED25519_KEY_BYTES, ED25519_SIGNATURE_BYTES, type KeyIdentity, keyIdOf, type SignatureType } from "./key.ts";

/** Verifies the signatures of one key. */
export interface Verifier extends KeyIdentity {
  readonly type: SignatureType;
  readonly publicKey: Uint8Array;
  /** True when the signature (without its key id) is this key's over the note text. */
  verify(text: Uint8Array, signature: Uint8Array): boolean;
}

/** Makes the verifier of a 32-byte Ed25519 public key: a log's (0x01) or a cosigner's (0x04). `key_length`, `key_name_invalid`. */
export function createVerifier(name: string, publicKey: Uint8Array, type: SignatureType = ED25519): Verifier {
  if (publicKey.length !== ED25519_KEY_BYTES) throw new TlogError("key_length", `public key of ${publicKey.length} bytes`);
  const verify = type === ED25519 ? verifyNoteSignature : verifyCosignature;
  return {
    name,
    keyId: keyIdOf(name, type, publicKey),
    type,
    publicKey: concatBytes(publicKey),
    verify: (text, signature) => verify(text, signature, publicKey),
  };
}

function verifyNoteSignature(text: Uint8Array, signature: Uint8Array, publicKey: Uint8Array): boolean {
  return signature.length === ED25519_SIGNATURE_BYTES && isAccepted(signature, text, publicKey);
}

function verifyCosignature(text: Uint8Array, signature: Uint8Array, publicKey: Uint8Array): boolean {
  const parts = splitCosignature(signature);
  return parts !== undefined && verifyNoteSignature(cosignatureMessage(text, parts.timestampSeconds), parts.signature, publicKey);
}
