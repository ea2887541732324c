import {
  type AddCheckpoint,
  createSigner,
  formatAddCheckpoint,
  formatCheckpoint,
  type MemoryTree,
  memoryTree,
  proveConsistency,
  readTreeRoot,
  type Signer,
  signNote,
} from "@oneheart/tlog";
import { nodeHasher } from "@oneheart/tlog/node";

export const logSigner = createSigner("example.org/log", new Uint8Array(32).fill(1));

/** A log in memory that can show any of its sizes; `history` tells two logs of one key apart after `shared` entries. */
export function growingLog(size: number, history = "true", { shared = 0, signers = [logSigner] as Signer[] } = {}) {
  const leaf = (i: number) => nodeHasher.leaf(Buffer.from(`${i < shared ? "true" : history} ${i}`));
  const tree: MemoryTree = memoryTree(
    Array.from({ length: size }, (_, i) => leaf(i)),
    nodeHasher,
  );
  const checkpoint = async (of: number) =>
    signNote(formatCheckpoint({ origin: "example.org/log", size: of, rootHash: await readTreeRoot(of, tree, nodeHasher) }), signers);
  return {
    checkpoint,
    /** The body of a request to go on from one size to another. */
    async request(oldSize: number, to: number, change: Partial<AddCheckpoint> = {}): Promise<string> {
      const proof = oldSize <= to ? await proveConsistency(oldSize, to, tree, nodeHasher) : [];
      return formatAddCheckpoint({ oldSize, proof, checkpoint: await checkpoint(to), ...change });
    },
  };
}
