import type { RuleSet } from "@oneheart/contracts";
import { v1 } from "./v1.ts";
import { v2 } from "./v2.ts";
import { v3 } from "./v3.ts";
import { v4 } from "./v4.ts";

export type { RuleSet } from "@oneheart/contracts";

/** The rule sets that come with the program, oldest first. They are never changed or removed, only added. */
export const builtInRules: readonly RuleSet[] = [v1, v2, v3, v4];

/** What new decisions are made with until an administrator activates another. */
export const currentRules: RuleSet = v4;

/** A rule set of the program by its version. */
export function builtIn(version: string): RuleSet | undefined {
  return builtInRules.find((rules) => rules.version === version);
}
