import { type Assessment, assess } from "../../src/assessment/rules/assess.ts";
import type { Facts } from "../../src/assessment/rules/facts.ts";
import { builtIn } from "../../src/rule-sets/rules/rule-set.ts";

/** Comes to a stored assessment again, from its facts and the version of the program's rules it was reached with. */
export function replay(facts: Facts, rule_version: string): Assessment {
  return assess(facts, builtIn(rule_version)!);
}
