import type { Signal } from "@oneheart/contracts";
import type { Facts } from "./facts.ts";
import type { RuleSet } from "./rule-set.ts";

/** A signal with what follows from it. */
export interface Finding {
  signal: Signal;
  /** A name for reviewers and statistics. */
  flag?: string;
  /** The reason code of an automatic rejection; only for what is provable. */
  rejects?: string;
}

/** Looks at one thing. Pure: the same facts and rules give the same finding. */
export type Rule = (facts: Facts, rules: RuleSet) => Finding;

/** Something that was looked at and counts with its weight. */
export function found(
  code: string,
  value: Signal["value"],
  weight: number,
  explanation: string,
  more: { flag?: string; hard?: boolean; rejects?: string } = {},
): Finding {
  const { flag, hard = false, rejects } = more;
  return { signal: { code, value, weight, status: "ok", hard: hard || rejects !== undefined, explanation }, flag, rejects };
}

/** Something that could not be looked at; it counts neither way. */
export function notEvaluated(code: string, explanation: string): Finding {
  return { signal: { code, value: null, weight: 0, status: "not_evaluated", hard: false, explanation } };
}
