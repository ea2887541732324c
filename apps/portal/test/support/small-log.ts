import {
  appendLeaves,
  canonicalJson,
  createCosigner,
  createSigner,
  EMPTY_TREE,
  formatCheckpoint,
  formatProof,
  formatVerifierKey,
  type LogReader,
  logReader,
  portableHasher,
  proveInclusion,
  signNote,
  tileHashReader,
  tilePath,
} from "@oneheart/tlog";

const signer = createSigner("example.org/log", new Uint8Array(32).fill(7));
const cosigner = createCosigner("witness.example.org", new Uint8Array(32).fill(8), () => 1_790_000_000);

export const logKey = formatVerifierKey(signer.verifier);
export const witnessKey = formatVerifierKey(cosigner.verifier);
export const otherKey = formatVerifierKey(createSigner("example.org/log", new Uint8Array(32).fill(9)).verifier);

/** A log whose entries are the JSON values given, signed by the log and one witness. */
export interface SmallLog {
  reader: LogReader;
  receipt(index: number): Promise<string>;
}

export function smallLog(values: readonly unknown[]): SmallLog {
  const entries = values.map(canonicalJson);
  const tree = appendLeaves(EMPTY_TREE, entries.map(portableHasher.leaf));
  const files = new Map(tree.tiles.map(({ tile, data }) => [tilePath(tile), data]));
  const checkpoint = signNote(formatCheckpoint({ origin: signer.name, size: tree.size, rootHash: tree.rootHash }), [signer, cosigner]);
  files.set("checkpoint", new TextEncoder().encode(checkpoint));
  const reader = logReader(async (path) => files.get(path));
  return {
    reader,
    async receipt(index) {
      const hashes = await proveInclusion(index, tree.size, tileHashReader(tree, reader));
      return formatProof({ index, hashes, checkpoint, extra: entries[index]! });
    },
  };
}
