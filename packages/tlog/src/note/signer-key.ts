import { ed25519 } from "@noble/curves/ed25519.js";
import { decodeBase64, encodeBase64 } from "../base64.ts";
import { concatBytes } from "../bytes.ts";
import { TlogError } from "../errors.ts";
import { COSIGNATURE_V1, ED25519_KEY_BYTES, formatKeyId, isSignatureType, keyIdOf, requireKeyName, type SignatureType } from "./key.ts";
import { createCosigner, createSigner, type NowSeconds, type Signer } from "./signer.ts";

const SHAPE = /^PRIVATE\+KEY\+([^+]*)\+([0-9a-f]{8})\+(.*)$/s;

/** `PRIVATE+KEY+<name>+<key id>+<base64 of type and seed>`, as golang.org/x/mod/sumdb/note keeps signer keys. Secret. */
export function formatSignerKey(name: string, seed: Uint8Array, type: SignatureType): string {
  if (seed.length !== ED25519_KEY_BYTES) throw new TlogError("key_length", `seed of ${seed.length} bytes`);
  const keyId = keyIdOf(name, type, ed25519.getPublicKey(seed));
  return `PRIVATE+KEY+${name}+${formatKeyId(keyId)}+${encodeBase64(concatBytes(Uint8Array.of(type), seed))}`;
}

/**
 * The signer of a signer key. `now` gives cosignatures (type 0x04) their time.
 * `signer_key_malformed`, `key_name_invalid`, `signer_key_algorithm`, `key_length`, `signer_key_id_mismatch`. Messages never show the key.
 */
export function parseSignerKey(text: string, now: NowSeconds): Signer {
  const [, name = "", keyId = "", encoded = ""] = SHAPE.exec(text) ?? [];
  const key = decodeBase64(encoded);
  if (keyId === "" || key === undefined || key.length === 0) throw new TlogError("signer_key_malformed", "text not shown");
  requireKeyName(name);
  const type = key[0];
  if (!isSignatureType(type)) throw new TlogError("signer_key_algorithm", `type ${type}`);
  const signer = type === COSIGNATURE_V1 ? createCosigner(name, key.subarray(1), now) : createSigner(name, key.subarray(1));
  if (formatKeyId(signer.keyId) !== keyId) throw new TlogError("signer_key_id_mismatch", `${keyId}, wanted ${formatKeyId(signer.keyId)}`);
  return signer;
}
