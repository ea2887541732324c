import { impactContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { calculate } from "../rules/calculate.ts";
import { activeRules } from "../workflows/active-rules.ts";

/** Explains what an action would earn under the active rules. Badges depend on the player, so none are promised. */
export const calculateImpact = handle(impactContract.operations.calculateImpact, async (input, ctx) =>
  calculate(await activeRules(ctx), input),
);
