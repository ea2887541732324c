import type { Output, proofContract } from "@oneheart/contracts";

type Proof = Output<typeof proofContract.operations.getProof>;
type Judged = Pick<Proof, "status" | "decision" | "reason" | "appeal" | "next_step">;

/** Who looks at a proof. */
export type Viewer = "owner" | "reviewer" | "administrator";

const undecided: Judged["next_step"] = { do: "nothing", until: null, words: "Judge it in the queue." };

/**
 * What a viewer sees of a judgement. Reviewers judge without knowing what others said, and whether a case was decided: so for them
 * whatever was analysed waits. The player is told why, and neither who decided nor what they noted.
 */
export function judgementFor(viewer: Viewer, judged: Judged): Judged {
  if (viewer === "administrator") return judged;
  if (viewer === "owner") {
    const { decision } = judged;
    return { ...judged, decision: decision === null ? null : { ...decision, reviewer_id: null, note: null } };
  }
  const isAnalysed = judged.decision !== null;
  return { status: isAnalysed ? "in_review" : judged.status, decision: null, reason: null, appeal: null, next_step: undecided };
}
