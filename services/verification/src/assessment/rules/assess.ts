import type { StoredSignal } from "@oneheart/contracts/internal";
import type { RuleSet } from "../../rule-sets/rules/rule-set.ts";
import { decide, type Outcome } from "./decide.ts";
import type { Facts } from "./facts.ts";
import { fuse } from "./fuse.ts";
import { witnesses } from "./signals/witnesses.ts";
import { rules as all } from "./signals.ts";

export interface Assessment extends Outcome {
  /** 0 to 100. */
  score: number;
  hard: boolean;
  flags: string[];
  signals: StoredSignal[];
  /** Whether the score was fitted to what reviewers found. */
  calibrated: boolean;
  rule_version: string;
}

/** Looks at everything, fuses and decides. */
export function assess(facts: Facts, rules: RuleSet): Assessment {
  const looked = all.flatMap((rule) => rule(facts, rules) ?? []);
  const hard = looked.some((finding) => finding.signal.hard);
  const findings = [...looked, ...[witnesses(facts, rules, hard) ?? []].flat()];
  const signals = findings.map((finding) => finding.signal);
  const score = fuse(signals, rules);
  return {
    ...decide(findings, score, rules, facts.award?.tokens ?? facts.quest.base_tokens),
    score,
    hard,
    flags: findings.flatMap((finding) => finding.flag ?? []),
    signals,
    calibrated: rules.fitted !== undefined,
    rule_version: rules.version,
  };
}
