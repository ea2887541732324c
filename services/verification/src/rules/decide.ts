import type { Finding } from "./finding.ts";

export interface Outcome {
  outcome: "verified" | "in_review" | "rejected";
  reason_code: string;
}

/** Rejects only what is provable, verifies what scores high without a hard flag, and leaves the rest to a person. */
export function decide(findings: readonly Finding[], score: number, verify_from_score: number): Outcome {
  const rejects = findings.find((finding) => finding.rejects !== undefined)?.rejects;
  if (rejects !== undefined) return { outcome: "rejected", reason_code: rejects };
  const hard = findings.find((finding) => finding.signal.hard);
  if (hard !== undefined) return { outcome: "in_review", reason_code: hard.flag ?? hard.signal.code };
  if (score >= verify_from_score) return { outcome: "verified", reason_code: "rules_passed" };
  return { outcome: "in_review", reason_code: "score_below_threshold" };
}
