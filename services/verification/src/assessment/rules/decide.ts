import type { RuleSet } from "../../rule-sets/rules/rule-set.ts";
import type { Finding } from "./finding.ts";

type DecisionRules = Pick<RuleSet, "verify_from_score" | "verify_max_tokens">;

export interface Outcome {
  outcome: "verified" | "in_review" | "rejected";
  reason_code: string;
}

/** Rejects only what is provable, verifies what scores high without anything that asks for a person, and leaves the rest to one. */
export function decide(findings: readonly Finding[], score: number, rules: DecisionRules, tokens: number): Outcome {
  const rejects = findings.find((finding) => finding.rejects !== undefined)?.rejects;
  if (rejects !== undefined) return { outcome: "rejected", reason_code: rejects };
  const hard = findings.find((finding) => finding.signal.hard);
  if (hard !== undefined) return { outcome: "in_review", reason_code: hard.flag ?? hard.signal.code };
  const asks = findings.find((finding) => finding.review);
  if (asks !== undefined) return { outcome: "in_review", reason_code: asks.flag ?? asks.signal.code };
  const { verify_from_score, verify_max_tokens = Number.POSITIVE_INFINITY } = rules;
  if (score >= verify_from_score && tokens > verify_max_tokens) return { outcome: "in_review", reason_code: "reward_above_limit" };
  if (score >= verify_from_score) return { outcome: "verified", reason_code: "rules_passed" };
  return { outcome: "in_review", reason_code: "score_below_threshold" };
}
