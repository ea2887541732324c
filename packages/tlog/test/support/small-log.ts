import {
  appendLeaves,
  appendToBundles,
  createSigner,
  EMPTY_TREE,
  entriesPath,
  formatCheckpoint,
  type Hash,
  signNote,
  tilePath,
} from "../../src/index.ts";
import { type LogReader, logReader } from "../../src/log/log-reader.ts";
import { nodeHasher } from "../../src/node/sha256.ts";

const encoder = new TextEncoder();

/** UTF-8 bytes. */
export const bytes = (text: string): Uint8Array => encoder.encode(text);

/** Entries that all differ: "entry 0", "entry 1", ... */
export const someEntries = (count: number): Uint8Array[] => Array.from({ length: count }, (_, i) => bytes(`entry ${i}`));

/** The key of the logs in these tests. */
export const logSigner = createSigner("example.com/log", new Uint8Array(32).fill(7));

/** A log as its files. */
export interface SmallLog {
  readonly files: Map<string, Uint8Array>;
  readonly reader: LogReader;
  readonly size: number;
  readonly rootHash: Hash;
  readonly checkpoint: string;
}

/** A log published in the steps given (entries a step), each with its partial tiles, as a real one would be. */
export function smallLog(steps: readonly number[]): SmallLog {
  const files = new Map<string, Uint8Array>();
  const entries = someEntries(steps.reduce((sum, step) => sum + step, 0));
  let tree = appendLeaves(EMPTY_TREE, [], nodeHasher);
  for (const step of steps) {
    const added = entries.slice(tree.size, tree.size + step);
    const last = { index: Math.floor(tree.size / 256), width: tree.size % 256 };
    const partial = last.width === 0 ? new Uint8Array(0) : files.get(entriesPath(last))!;
    for (const { bundle, data } of appendToBundles(tree.size, partial, added)) files.set(entriesPath(bundle), data);
    tree = appendLeaves(tree, added.map(nodeHasher.leaf), nodeHasher);
    for (const { tile, data } of tree.tiles) files.set(tilePath(tile), data);
  }
  const text = formatCheckpoint({ origin: logSigner.name, size: tree.size, rootHash: tree.rootHash });
  const checkpoint = signNote(text, [logSigner]);
  files.set("checkpoint", bytes(checkpoint));
  return { files, reader: logReader(async (path) => files.get(path)), size: tree.size, rootHash: tree.rootHash, checkpoint };
}

/** The bytes with one bit turned over. */
export function flipBit(data: Uint8Array, bit: number): Uint8Array {
  const flipped = Uint8Array.from(data);
  flipped[bit >> 3]! ^= 1 << (bit & 7);
  return flipped;
}
