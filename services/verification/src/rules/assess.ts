import type { Signal } from "@oneheart/contracts";
import { decide, type Outcome } from "./decide.ts";
import type { Facts } from "./facts.ts";
import { fuse } from "./fuse.ts";
import { type RuleSet, ruleSet } from "./rule-set.ts";
import { rules as all } from "./signals.ts";

export interface Verdict extends Outcome {
  /** 0 to 100. */
  score: number;
  hard: boolean;
  flags: string[];
  signals: Signal[];
  rule_version: string;
}

/** Looks at everything, fuses and decides. */
export function assess(facts: Facts, rules: RuleSet): Verdict {
  const findings = all.map((rule) => rule(facts, rules));
  const signals = findings.map((finding) => finding.signal);
  const weights = signals.map((signal) => signal.weight);
  const score = fuse(weights, rules);
  return {
    ...decide(findings, score, rules.verify_from_score),
    score,
    hard: signals.some((signal) => signal.hard),
    flags: findings.flatMap((finding) => finding.flag ?? []),
    signals,
    rule_version: rules.version,
  };
}

/** Comes to a stored verdict again, from its facts and the version of the rules it was reached with. */
export function replay(facts: Facts, rule_version: string): Verdict {
  return assess(facts, ruleSet(rule_version));
}
