import { isCount } from "../decimal.ts";
import { TlogError } from "../errors.ts";
import { type Hash, portableHasher, requireHash, type TreeHasher } from "../hash.ts";
import { completeSubtrees, type LeafRange, type TreeNode } from "./subtree.ts";

/** Gives hashes of complete subtrees: from tiles (tileHashReader), memory (memoryTree) or a table of stored hashes. */
export interface HashReader {
  /** One hash per node, in the order asked for. */
  readHashes(nodes: readonly TreeNode[]): Promise<readonly Hash[]>;
}

/** The Merkle tree hash of each range, with one call of the reader. */
export async function readRangeHashes(
  ranges: readonly LeafRange[],
  reader: HashReader,
  hasher: TreeHasher = portableHasher,
): Promise<Hash[]> {
  const subtrees = ranges.map(completeSubtrees);
  const nodes = subtrees.flat();
  if (nodes.length === 0) return ranges.map(() => hasher.empty);
  const hashes = await reader.readHashes(nodes);
  if (hashes.length !== nodes.length) throw new TlogError("hash_reader_answer", `${hashes.length} hashes for ${nodes.length} nodes`);
  for (const hash of hashes) requireHash(hash, "from a hash reader");
  let taken = 0;
  return subtrees.map((subtree) => {
    const parts = hashes.slice(taken, taken + subtree.length);
    taken += subtree.length;
    return foldRight(parts, hasher);
  });
}

/** The root of the tree of the first `size` leaves (RFC 6962, section 2.1). `tree_range` for a size that is not one. */
export async function readTreeRoot(size: number, reader: HashReader, hasher: TreeHasher = portableHasher): Promise<Hash> {
  if (!isCount(size)) throw new TlogError("tree_range", `tree of ${size}`);
  const [root] = await readRangeHashes([{ start: 0, end: size }], reader, hasher);
  return root!;
}

/** Joins complete subtrees, largest first, from the right: how RFC 6962's recursion combines them. */
export function foldRight(hashes: readonly Hash[], hasher: TreeHasher): Hash {
  return hashes.length === 0 ? hasher.empty : hashes.reduceRight((right, left) => hasher.node(left, right));
}
