import { generateKeyPairSync } from "node:crypto";
import type { Vault } from "@oneheart/kernel";
import { didOf, multibaseKey } from "../rules/did.ts";

const purpose = "did_keys.private";

/** A new Ed25519 key and the identifier named after it. The private key is a sealed JWK (RFC 8037). */
export function makeDidKey(vault: Vault): { user_did: string; public_key_multibase: string; private_sealed: string } {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const public_key_multibase = multibaseKey(Buffer.from(publicKey.export({ format: "jwk" }).x!, "base64url"));
  return {
    user_did: didOf(public_key_multibase),
    public_key_multibase,
    private_sealed: vault.seal(JSON.stringify(privateKey.export({ format: "jwk" })), purpose),
  };
}
