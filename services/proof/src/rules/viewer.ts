import type { Output, proofContract } from "@oneheart/contracts";

type Proof = Output<typeof proofContract.operations.getProof>;
type Judged = Pick<Proof, "status" | "decision" | "reason" | "appeal" | "next_step">;

/** Who looks at a proof. Reviewers do not: they reach evidence through the item that they hold, and only as far as it shows. */
export type Viewer = "owner" | "administrator";

/** What a viewer sees of a judgement. The player is told why, and neither who decided nor what they noted. */
export function judgementFor(viewer: Viewer, judged: Judged): Judged {
  const { decision } = judged;
  if (viewer === "administrator" || decision === null) return judged;
  return { ...judged, decision: { ...decision, reviewer_id: null, note: null } };
}
