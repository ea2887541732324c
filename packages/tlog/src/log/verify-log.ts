import { equalBytes } from "../bytes.ts";
import { type OpenedCheckpoint, openCheckpoint } from "../checkpoint/open.ts";
import { TlogError } from "../errors.ts";
import { HASH_BYTES, type Hash, portableHasher, type TreeHasher } from "../hash.ts";
import type { TreeHead } from "../merkle/verify.ts";
import { parseVerifierKey } from "../note/verifier-key.ts";
import { decodeEntries } from "../tiles/entry-bundle.ts";
import { type EntryBundle, entriesPath } from "../tiles/path.ts";
import { TILE_WIDTH, type TileData, tileWidth } from "../tiles/tile.ts";
import { TreeEdge } from "../tiles/tree-edge.ts";
import type { LogReader } from "./log-reader.ts";
import { prefetch } from "./prefetch.ts";
import { tileChecker } from "./tile-checker.ts";

/** What a log is checked against. */
export interface VerifyLogOptions {
  /** The log's key: `name+id+base64`. */
  readonly verifierKey: string;
  /** The origin line to expect; the key's name when left out. */
  readonly origin?: string;
  /** Keys of known witnesses, and how many of them must have cosigned (0 when left out). */
  readonly witnessKeys?: readonly string[];
  readonly quorum?: number;
  /** A tree of the same log seen before, of which this one must be a continuation. */
  readonly previous?: TreeHead;
  /** A hasher with the platform's SHA-256, for speed. */
  readonly hasher?: TreeHasher;
  /** Bundles read ahead; 8 when left out. Memory is at most this many bundles (16 MiB each if all entries are as long as can be). */
  readonly readAhead?: number;
  /** Called for each entry in order, before the log is known to be right as a whole. What it throws ends the check. */
  readonly onEntry?: (index: number, entry: Uint8Array) => void;
  /** Called after each bundle. */
  readonly onProgress?: (progress: { readonly checkedEntries: number; readonly size: number }) => void;
}

/** A log of which everything was checked. */
export interface VerifiedLog {
  readonly size: number;
  readonly rootHash: Hash;
  readonly checkedEntries: number;
  readonly checkpoint: OpenedCheckpoint;
}

/**
 * Checks a whole log: the checkpoint's signatures, every entry, every tile at every level, and the root. Streams; trusts only the keys.
 * Throws what is wrong and where: `entry_mismatch` (entry index), `tile_mismatch` (tile path), `root_mismatch`, `previous_mismatch`,
 * `resource_missing`, the codes of openCheckpoint, decodeEntries and parseVerifierKey, and what the reader throws.
 */
export async function verifyLog(reader: LogReader, options: VerifyLogOptions): Promise<VerifiedLog> {
  const { hasher = portableHasher, previous, onEntry, onProgress, readAhead = 8 } = options;
  const checkpoint = openCheckpoint(await reader.readCheckpoint(), {
    log: [parseVerifierKey(options.verifierKey)],
    origin: options.origin,
    witnesses: options.witnessKeys?.map(parseVerifierKey),
    quorum: options.quorum,
  });
  const { size, rootHash } = checkpoint;
  if (previous && previous.size > size) throw new TlogError("previous_mismatch", `${previous.size} entries then, ${size} now`);

  const tree = new TreeEdge(hasher);
  const checker = tileChecker(checkpoint, reader, hasher);
  requirePrevious(tree, previous);
  for await (const { bundle, entries, leafTile } of prefetch(bundlesOf(size), (place) => readBundle(reader, place), readAhead)) {
    const leafHashes = hashEntries(entries, hasher);
    await checker.check({ level: 0, ...bundle }, leafHashes, leafTile);
    const full: TileData[] = [];
    for (const [i, entry] of entries.entries()) {
      onEntry?.(tree.size, entry);
      tree.append(leafHashes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES), (tile, data) => {
        if (tile.level > 0) full.push({ tile, data: data.slice() });
      });
      requirePrevious(tree, previous);
    }
    await checker.checkAll(full);
    onProgress?.({ checkedEntries: tree.size, size });
  }
  await checker.checkAll(tree.partialTiles().filter(({ tile }) => tile.level > 0));
  checker.finish(tree.root());
  return { size, rootHash, checkedEntries: tree.size, checkpoint };
}

function* bundlesOf(size: number): Generator<EntryBundle> {
  for (let index = 0; index * TILE_WIDTH < size; index++) yield { index, width: tileWidth(0, index, size) };
}

async function readBundle(
  reader: LogReader,
  bundle: EntryBundle,
): Promise<{ bundle: EntryBundle; entries: Uint8Array[]; leafTile: Uint8Array }> {
  const [data, leafTile] = await Promise.all([reader.readEntries(bundle), reader.readTile({ level: 0, ...bundle })]);
  return { bundle, entries: decodeEntries(data, bundle.width, entriesPath(bundle)), leafTile };
}

function hashEntries(entries: readonly Uint8Array[], hasher: TreeHasher): Uint8Array {
  const hashes = new Uint8Array(entries.length * HASH_BYTES);
  for (const [i, entry] of entries.entries()) hashes.set(hasher.leaf(entry), i * HASH_BYTES);
  return hashes;
}

function requirePrevious(tree: TreeEdge, previous: TreeHead | undefined): void {
  if (previous?.size === tree.size && !equalBytes(tree.root(), previous.rootHash)) {
    throw new TlogError("previous_mismatch", `the first ${previous.size} entries had another root`);
  }
}
