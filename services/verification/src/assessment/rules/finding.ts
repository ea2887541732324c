import type { AutomaticReason, RuleFlag, RuleSection } from "@oneheart/contracts";
import type { StoredSignal } from "@oneheart/contracts/internal";
import type { Message } from "@oneheart/messages";
import type { RuleSet } from "../../rule-sets/rules/rule-set.ts";
import type { Facts } from "./facts.ts";

/** A signal with what follows from it. */
export interface Finding {
  signal: StoredSignal;
  /** A name for reviewers and statistics. */
  flag?: RuleFlag;
  /** The reason code of an automatic rejection; only for what is provable. */
  rejects?: AutomaticReason;
  /** Whether a person looks at it whatever the score. Unlike `hard` this is no provable fact. */
  review?: boolean;
}

/** Looks at one thing. Pure: the same facts and rules give the same finding; none where the rule set does not look at it. */
export type Rule = (facts: Facts, rules: RuleSet) => Finding | undefined;

/** A rule for a section that not every rule set has, so that older ones assess as they ever did. */
export function ruleOf<S extends RuleSection>(
  section: S,
  look: (facts: Facts, settings: NonNullable<RuleSet[S]>, rules: RuleSet) => Finding,
): Rule {
  return (facts, rules) => {
    const settings = rules[section];
    return settings === undefined ? undefined : look(facts, settings as NonNullable<RuleSet[S]>, rules);
  };
}

/** Something that was looked at and counts with its weight. */
export function found(
  code: string,
  value: StoredSignal["value"],
  weight: number,
  explanation: Message,
  more: { flag?: RuleFlag; hard?: boolean; rejects?: AutomaticReason; review?: boolean } = {},
): Finding {
  const { flag, hard = false, rejects, review } = more;
  return { signal: { code, value, weight, status: "ok", hard: hard || rejects !== undefined, explanation }, flag, rejects, review };
}

/** Something that could not be looked at; it counts neither way. */
export function notEvaluated(code: string, explanation: Message): Finding {
  return { signal: { code, value: null, weight: 0, status: "not_evaluated", hard: false, explanation } };
}
