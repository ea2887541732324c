import { TlogError } from "../errors.ts";
import { type Hash, portableHasher, requireHash, type TreeHasher } from "../hash.ts";
import { foldRight, type HashReader } from "./hash-reader.ts";
import { completeSubtrees, type TreeNode } from "./subtree.ts";

/** A whole tree in memory, for small logs and tests: about 64 bytes of hashes a leaf. */
export interface MemoryTree extends HashReader {
  readonly size: number;
  append(leafHash: Hash): void;
  root(): Hash;
}

/** Makes a tree of the leaf hashes given; more can be appended. `hash_length` for anything that is not a hash. */
export function memoryTree(leafHashes: Iterable<Hash> = [], hasher: TreeHasher = portableHasher): MemoryTree {
  const levels: Hash[][] = [[]];
  const hashAt = ({ level, index }: TreeNode): Hash => {
    const hash = levels[level]?.[index];
    if (hash === undefined) throw new TlogError("tree_range", `node ${index} of level ${level} in a tree of ${levels[0]!.length}`);
    return hash;
  };
  const tree: MemoryTree = {
    get size() {
      return levels[0]!.length;
    },
    append(leafHash) {
      requireHash(leafHash, "of a leaf");
      levels[0]!.push(leafHash);
      for (let level = 0; levels[level]!.length % 2 === 0; level++) {
        const [left, right] = levels[level]!.slice(-2) as [Hash, Hash];
        levels[level + 1] ??= [];
        levels[level + 1]!.push(hasher.node(left, right));
      }
    },
    root: () => foldRight(completeSubtrees({ start: 0, end: levels[0]!.length }).map(hashAt), hasher),
    readHashes: async (nodes) => nodes.map(hashAt),
  };
  for (const leafHash of leafHashes) tree.append(leafHash);
  return tree;
}

/** The root of a list of leaf hashes (RFC 6962, section 2.1), in memory linear in their number. */
export function treeRoot(leafHashes: Iterable<Hash>, hasher: TreeHasher = portableHasher): Hash {
  return memoryTree(leafHashes, hasher).root();
}
