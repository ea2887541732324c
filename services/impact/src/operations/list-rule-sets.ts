import { impactContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { presentRuleSet } from "../present.ts";
import { impactStore } from "../store/impact.ts";

/** Every version of the rules, newest first. */
export const listRuleSets = handle(impactContract.operations.listRuleSets, async (_, ctx) => ({
  items: (await impactStore(ctx).ruleSets()).map(presentRuleSet),
}));
