import { ImpactRules } from "@oneheart/contracts";
import type { Database } from "@oneheart/kernel";
import type { RuleSet } from "../rules/calculate.ts";
import { impactStore, type RuleSetRow } from "../store/impact.ts";

/** The rule set by which quests that begin now are paid. */
export async function activeRules(ctx: { db: Database }): Promise<RuleSet> {
  return ruleSetOf(await impactStore(ctx).activeRuleSet());
}

/** The rule set that was in force at a moment: what a quest that began then is paid by, whatever has changed since. */
export async function rulesAt(ctx: { db: Database }, moment: Date): Promise<RuleSet> {
  return ruleSetOf(await impactStore(ctx).ruleSetAt(moment));
}

function ruleSetOf({ version, rules }: RuleSetRow): RuleSet {
  return { version, rules: ImpactRules.parse(rules) };
}
