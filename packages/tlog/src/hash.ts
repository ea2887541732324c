import { sha256 as portableSha256 } from "@noble/hashes/sha2.js";
import { TlogError } from "./errors.ts";

/** A SHA-256 hash: 32 bytes. */
export type Hash = Uint8Array;

/** SHA-256 of a message. It must not keep the message, whose memory is used again. */
export type Sha256 = (message: Uint8Array) => Uint8Array;

/** Length of a hash in bytes. */
export const HASH_BYTES = 32;

/** The hashes of RFC 6962, section 2.1 (the same in RFC 9162, section 2.1.1). */
export interface TreeHasher {
  /** Root of the tree without leaves: SHA-256 of nothing. */
  readonly empty: Hash;
  /** SHA-256(0x00 || entry). */
  leaf(entry: Uint8Array): Hash;
  /** SHA-256(0x01 || left || right). */
  node(left: Hash, right: Hash): Hash;
}

/** Makes a tree hasher; give it a faster SHA-256 where the platform has one, such as nodeSha256 of `@oneheart/tlog/node`. */
export function treeHasher(sha256: Sha256 = portableSha256): TreeHasher {
  const node = new Uint8Array(1 + 2 * HASH_BYTES);
  node[0] = 0x01;
  let leaf = new Uint8Array(1024);
  return {
    empty: sha256(new Uint8Array(0)),
    leaf(entry) {
      if (entry.length >= leaf.length) leaf = new Uint8Array(2 * (entry.length + 1));
      leaf.set(entry, 1);
      return sha256(leaf.subarray(0, 1 + entry.length));
    },
    node(left, right) {
      node.set(left, 1);
      node.set(right, 1 + HASH_BYTES);
      return sha256(node);
    },
  };
}

/** The hasher used where none is given: portable, no platform needed. */
export const portableHasher: TreeHasher = treeHasher();

/** Refuses anything but 32 bytes (`hash_length`). */
export function requireHash(hash: Uint8Array, what: string): void {
  if (!(hash instanceof Uint8Array) || hash.length !== HASH_BYTES) throw new TlogError("hash_length", what);
}
