import { encodeBase58 } from "./base58.ts";

const keyBytes = 32;
/** Multicodec `ed25519-pub`, as a varint. */
const ed25519 = [0xed, 0x01];

/** A public Ed25519 key of 32 bytes as Multikey text (W3C Controlled Identifiers 1.0, 2.2.2): base58btc, so it begins with `z`. */
export function multibaseKey(publicKey: Uint8Array): string {
  if (publicKey.length !== keyBytes) throw new RangeError(`an Ed25519 key has ${keyBytes} bytes, not ${publicKey.length}`);
  return `z${encodeBase58(Uint8Array.from([...ed25519, ...publicKey]))}`;
}

/** The identifier that a player keeps: named after its first key. */
export function didOf(multibase: string): string {
  return `did:oneheart:${multibase}`;
}

/** The DID document (W3C DID Core 1.0) of a player with this key. */
export function didDocument(did: string, multibase: string): Record<string, unknown> {
  const key = `${did}#${multibase}`;
  return {
    "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
    id: did,
    verificationMethod: [{ id: key, type: "Multikey", controller: did, publicKeyMultibase: multibase }],
    authentication: [key],
    assertionMethod: [key],
  };
}
