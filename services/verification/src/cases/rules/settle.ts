/** What is known of one handed-in proof. */
export interface SettledProof {
  proof_id: string;
  status: string;
  score: number;
  flags: string[];
  reason_code: string;
}

export type CaseDecision =
  | { outcome: "verified"; authenticity_score: number; flags: string[] }
  | { outcome: "rejected"; authenticity_score: number; reason_code: string };

/** The decision on an action, undefined while one of its proofs waits: for its analysis, or, when none is rejected, for a person. */
export function settle(proof_ids: readonly string[], known: readonly SettledProof[]): CaseDecision | undefined {
  const proofs = proof_ids.map((id) => known.find((proof) => proof.proof_id === id));
  if (!proofs.every((proof) => proof !== undefined)) return undefined;
  const authenticity_score = Math.min(...proofs.map((proof) => proof.score));
  const rejected = proofs.find((proof) => proof.status === "rejected");
  if (rejected !== undefined) return { outcome: "rejected", authenticity_score, reason_code: rejected.reason_code };
  if (proofs.some((proof) => proof.status !== "verified")) return undefined;
  return { outcome: "verified", authenticity_score, flags: [...new Set(proofs.flatMap((proof) => proof.flags))].sort() };
}
