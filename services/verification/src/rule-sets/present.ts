import type { Output, verificationContract } from "@oneheart/contracts";
import { builtIn, builtInRules, currentRules, type RuleSet } from "./rules/rule-set.ts";
import type { RuleSetRow } from "./store.ts";

type Stored = Output<typeof verificationContract.operations.getRuleSet>;
type Summary = Output<typeof verificationContract.operations.listRuleSets>["items"][number];

/** A rule set with its rules. One of the program may have no row: it decides unless another is active. */
export function presentRules(rules: RuleSet, row: RuleSetRow | undefined, active_version: string): Stored {
  return {
    version: rules.version,
    status: row?.status ?? statusOfBuiltIn(rules, active_version),
    built_in: builtIn(rules.version) !== undefined,
    calibrated: rules.fitted !== undefined,
    note: row?.note ?? null,
    created_by: row?.created_by ?? null,
    created_at: row?.created_at.toISOString() ?? null,
    activated_at: row?.activated_at?.toISOString() ?? null,
    rules,
  };
}

/** A line of the list. */
export function summarise({ rules: _rules, ...summary }: Stored): Summary {
  return summary;
}

function statusOfBuiltIn({ version }: RuleSet, active_version: string): RuleSetRow["status"] {
  if (version === active_version) return "active";
  return builtInRules.findIndex((rules) => rules.version === version) < builtInRules.indexOf(currentRules) ? "retired" : "candidate";
}
