import { ImpactRules } from "@oneheart/contracts";
import type { Database } from "@oneheart/kernel";
import type { RuleSet } from "../rules/calculate.ts";
import { impactStore } from "../store.ts";

/** The rule set that awards are calculated with now. */
export async function activeRules(ctx: { db: Database }): Promise<RuleSet> {
  const row = await impactStore(ctx).activeRuleSet();
  return { version: row.version, rules: ImpactRules.parse(row.rules) };
}
