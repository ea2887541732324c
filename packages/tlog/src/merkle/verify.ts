import { equalBytes } from "../bytes.ts";
import { isCount } from "../decimal.ts";
import { TlogError } from "../errors.ts";
import { type Hash, portableHasher, requireHash, type TreeHasher } from "../hash.ts";

/** A tree as a checkpoint states it. */
export interface TreeHead {
  /** Number of leaves. */
  readonly size: number;
  readonly rootHash: Hash;
}

const isOdd = (n: number): boolean => n % 2 === 1;
// Sizes go beyond the 32 bits that JavaScript's shift operators keep.
const half = (n: number): number => Math.floor(n / 2);

/**
 * Checks that leaf `index` of `tree` has the hash `leafHash` (RFC 9162, section 2.1.3.2).
 * Throws `inclusion_proof_invalid`, `tree_range` or `hash_length`; returns nothing.
 */
export function verifyInclusion(
  leafHash: Hash,
  index: number,
  tree: TreeHead,
  proof: readonly Hash[],
  hasher: TreeHasher = portableHasher,
): void {
  if (!isCount(index) || !isCount(tree.size) || index >= tree.size)
    throw new TlogError("tree_range", `leaf ${index} in a tree of ${tree.size}`);
  for (const hash of [leafHash, tree.rootHash, ...proof]) requireHash(hash, "in an inclusion proof");
  let fn = index;
  let sn = tree.size - 1;
  let root = leafHash;
  for (const sibling of proof) {
    if (sn === 0) throw new TlogError("inclusion_proof_invalid", "too many hashes");
    if (isOdd(fn) || fn === sn) {
      root = hasher.node(sibling, root);
      while (!isOdd(fn) && fn !== 0) {
        fn = half(fn);
        sn = half(sn);
      }
    } else {
      root = hasher.node(root, sibling);
    }
    fn = half(fn);
    sn = half(sn);
  }
  if (sn !== 0) throw new TlogError("inclusion_proof_invalid", "too few hashes");
  if (!equalBytes(root, tree.rootHash)) throw new TlogError("inclusion_proof_invalid", "another root");
}

/**
 * Checks that the leaves of `older` are the first leaves of `newer` (RFC 9162, section 2.1.4.2; the empty tree as in C2SP tlog-witness).
 * Throws `consistency_proof_invalid`, `tree_range` or `hash_length`; returns nothing.
 */
export function verifyConsistency(older: TreeHead, newer: TreeHead, proof: readonly Hash[], hasher: TreeHasher = portableHasher): void {
  if (!isCount(older.size) || !isCount(newer.size) || older.size > newer.size)
    throw new TlogError("tree_range", `tree of ${older.size} in a tree of ${newer.size}`);
  for (const hash of [older.rootHash, newer.rootHash, ...proof]) requireHash(hash, "in a consistency proof");
  for (const tree of [older, newer]) {
    if (tree.size === 0 && !equalBytes(tree.rootHash, hasher.empty)) throw new TlogError("consistency_proof_invalid", "root of no leaves");
  }
  if (older.size === 0 || older.size === newer.size) {
    if (proof.length > 0) throw new TlogError("consistency_proof_invalid", "too many hashes");
    if (older.size === newer.size && !equalBytes(older.rootHash, newer.rootHash))
      throw new TlogError("consistency_proof_invalid", "two roots for one size");
    return;
  }
  const roots = consistencyRoots(older, newer, proof, hasher);
  if (!equalBytes(roots.older, older.rootHash)) throw new TlogError("consistency_proof_invalid", "another older root");
  if (!equalBytes(roots.newer, newer.rootHash)) throw new TlogError("consistency_proof_invalid", "another newer root");
}

function consistencyRoots(older: TreeHead, newer: TreeHead, proof: readonly Hash[], hasher: TreeHasher): { older: Hash; newer: Hash } {
  let fn = older.size - 1;
  let sn = newer.size - 1;
  while (isOdd(fn)) {
    fn = half(fn);
    sn = half(sn);
  }
  // A power of two: the older root is itself a node of the newer tree, and is left out of the proof.
  const [first, ...rest] = fn === 0 ? [older.rootHash, ...proof] : proof;
  if (first === undefined) throw new TlogError("consistency_proof_invalid", "too few hashes");
  let fr = first;
  let sr = first;
  for (const hash of rest) {
    if (sn === 0) throw new TlogError("consistency_proof_invalid", "too many hashes");
    if (isOdd(fn) || fn === sn) {
      fr = hasher.node(hash, fr);
      sr = hasher.node(hash, sr);
      while (!isOdd(fn) && fn !== 0) {
        fn = half(fn);
        sn = half(sn);
      }
    } else {
      sr = hasher.node(sr, hash);
    }
    fn = half(fn);
    sn = half(sn);
  }
  if (sn !== 0) throw new TlogError("consistency_proof_invalid", "too few hashes");
  return { older: fr, newer: sr };
}
