import { TlogError, type TreeHead, verifyConsistency } from "@oneheart/tlog";
import { nodeHasher } from "@oneheart/tlog/node";
import { Refusal } from "./refusal.ts";
import type { Submission } from "./submission.ts";

const EMPTY: TreeHead = { size: 0, rootHash: nodeHasher.empty };

/**
 * Checks that a submission only adds to the tree cosigned last. Refuses with 409 and 422. Two trees of one size, both signed by the
 * log, prove that it contradicts itself. A proof that does not fit proves nothing: anybody can send one with an honest checkpoint.
 */
export function review({ oldSize, proof, checkpoint }: Submission, last: TreeHead = EMPTY): void {
  if (oldSize !== last.size) throw new Refusal(409, `the last tree cosigned is of ${last.size}`, { size: last.size });
  if (checkpoint.size === last.size && Buffer.compare(checkpoint.rootHash, last.rootHash) !== 0)
    throw new Refusal(409, `another tree of ${last.size} was cosigned`, { isEvidence: true });
  try {
    verifyConsistency(last, checkpoint, proof, nodeHasher);
  } catch (error) {
    if (error instanceof TlogError) throw new Refusal(422, error.message);
    throw error;
  }
}
