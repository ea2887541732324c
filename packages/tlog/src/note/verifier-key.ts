import { decodeBase64, encodeBase64 } from "../base64.ts";
import { concatBytes } from "../bytes.ts";
import { TlogError } from "../errors.ts";
import { formatKeyId, isSignatureType, requireKeyName } from "./key.ts";
import { createVerifier, type Verifier } from "./verifier.ts";

const SHAPE = /^([^+]*)\+([0-9a-f]{8})\+(.*)$/s;

/** `<name>+<key id in hex>+<base64 of type and public key>` (C2SP signed-note, verifier keys). */
export function formatVerifierKey({ name, keyId, type, publicKey }: Pick<Verifier, "name" | "keyId" | "type" | "publicKey">): string {
  return `${name}+${formatKeyId(keyId)}+${encodeBase64(concatBytes(Uint8Array.of(type), publicKey))}`;
}

/**
 * The verifier of a verifier key: Ed25519 (0x01) or cosignature/v1 (0x04).
 * `verifier_key_malformed`, `key_name_invalid`, `verifier_key_algorithm`, `key_length`, `verifier_key_id_mismatch`.
 */
export function parseVerifierKey(text: string): Verifier {
  const [, name = "", keyId = "", encoded = ""] = SHAPE.exec(text) ?? [];
  const key = decodeBase64(encoded);
  if (keyId === "" || key === undefined || key.length === 0) throw new TlogError("verifier_key_malformed", JSON.stringify(text));
  requireKeyName(name);
  const type = key[0];
  if (!isSignatureType(type)) throw new TlogError("verifier_key_algorithm", `type ${type}`);
  const verifier = createVerifier(name, key.subarray(1), type);
  if (formatKeyId(verifier.keyId) !== keyId) {
    throw new TlogError("verifier_key_id_mismatch", `${keyId}, wanted ${formatKeyId(verifier.keyId)}`);
  }
  return verifier;
}
