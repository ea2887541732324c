import { ImpactRules } from "@oneheart/contracts";
import type { Database } from "@oneheart/kernel";
import type { RuleSet } from "../rules/calculate.ts";
import { impactStore, type RuleSetRow } from "../store/impact.ts";

/** The rule set by which quests that begin now are paid. */
export async function activeRules(ctx: { db: Database }): Promise<RuleSet> {
  return ruleSetOf(await impactStore(ctx).activeRuleSet());
}

/** The rule sets that were in force at moments: what a quest that began then is paid by, whatever has changed since. */
export async function rulesAt(ctx: { db: Database }, moments: readonly Date[]): Promise<RuleSet[]> {
  const rows = await impactStore(ctx).ruleSetsAt(moments);
  const parsed = new Map<string, RuleSet>();
  return rows.map((row) => {
    const rules = parsed.get(row.version) ?? ruleSetOf(row);
    parsed.set(row.version, rules);
    return rules;
  });
}

/** A rule set as calculations take it. */
export function ruleSetOf({ version, rules }: RuleSetRow): RuleSet {
  return { version, rules: ImpactRules.parse(rules) };
}
