import { message } from "@oneheart/messages";
import { combinedWitnesses } from "@oneheart/trust";
import type { RuleSet } from "../../../rule-sets/rules/rule-set.ts";
import type { Facts, WitnessStatement } from "../facts.ts";
import { type Finding, found, notEvaluated } from "../finding.ts";

const code = "witnesses";

/**
 * What witnesses said, and whether the mission's quorum is there. Only those count who could have seen it, those of one circle as one.
 * Beside a hard flag they can only take away, which is why this is looked at last.
 */
export function witnesses({ witnesses: facts }: Facts, { witnesses: caps }: RuleSet, hard: boolean): Finding | undefined {
  if (caps === undefined) return undefined;
  if (facts === undefined) return notEvaluated(code, message("signal.witnesses.not_looked"));
  const counted = facts.statements.filter(({ plausible }) => plausible);
  const [confirmed, disputed] = [circles(counted, "confirm"), circles(counted, "dispute")];
  const weight = combinedWitnesses(counted, hard, caps);
  if (confirmed < facts.required) {
    const words = message("signal.witnesses.missing", { required: facts.required, confirmed });
    return found(code, confirmed, weight, words, { flag: "witnesses_missing", review: true });
  }
  if (counted.length === 0) return notEvaluated(code, message("signal.witnesses.nobody"));
  if (disputed > 0) {
    const more = { flag: "disputed", review: caps.disputes_review === true && weight < 0 } as const;
    return found(code, confirmed, weight, message("signal.witnesses.disputed", { people: disputed }), more);
  }
  return found(code, confirmed, weight, message("signal.witnesses.confirmed", { people: confirmed }));
}

/** How many circles of witnesses said so. */
export function circles(statements: readonly WitnessStatement[], verdict: WitnessStatement["verdict"]): number {
  return new Set(statements.filter((statement) => statement.verdict === verdict).map(({ circle }) => circle)).size;
}
