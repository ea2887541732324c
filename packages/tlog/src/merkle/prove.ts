import { type Hash, portableHasher, type TreeHasher } from "../hash.ts";
import { type HashReader, readRangeHashes } from "./hash-reader.ts";
import { consistencyRanges, inclusionRanges } from "./ranges.ts";

/**
 * Inclusion proof of leaf `index` in the tree of `size` leaves: at most 53 hashes, leaf's sibling first
 * (RFC 6962, section 2.1.1; RFC 9162, section 2.1.3.1). `tree_range` for an index outside the tree.
 */
export async function proveInclusion(
  index: number,
  size: number,
  reader: HashReader,
  hasher: TreeHasher = portableHasher,
): Promise<Hash[]> {
  return await readRangeHashes(inclusionRanges(index, size), reader, hasher);
}

/**
 * Consistency proof from the tree of `oldSize` leaves to that of `size` (RFC 6962, section 2.1.2; RFC 9162, section 2.1.4.1).
 * Empty for oldSize 0 or equal to size. `tree_range` for sizes out of order.
 */
export async function proveConsistency(
  oldSize: number,
  size: number,
  reader: HashReader,
  hasher: TreeHasher = portableHasher,
): Promise<Hash[]> {
  return await readRangeHashes(consistencyRanges(oldSize, size), reader, hasher);
}
