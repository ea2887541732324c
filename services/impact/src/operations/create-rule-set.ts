import { impactContract, inputWords } from "@oneheart/contracts";
import { commonError, handle } from "@oneheart/kernel";
import { presentRuleSet } from "../present.ts";
import { impactStore } from "../store/impact.ts";

const whole_bps = 10_000;

/** Adds a version of the rules and makes it the active one. Awards already recorded keep theirs. */
export const createRuleSet = handle(impactContract.operations.createRuleSet, async ({ version, rules }, ctx) => {
  const { local, national, global } = rules.allocation_bps;
  const sum_bps = local + national + global;
  if (sum_bps !== whole_bps) ctx.fail("allocation_invalid", { sum_bps });
  if (rules.duration.min_bps > rules.duration.max_bps) {
    throw commonError("invalid_input", { fields: [{ path: "rules.duration.min_bps", message: inputWords.min_above_max }] });
  }
  const row = { version, rules, created_by: ctx.principal.playerId, created_at: ctx.clock.now() };
  return ctx.transaction(async (tx) => {
    if (!(await impactStore(tx).addRuleSet(row))) ctx.fail("version_taken", { version });
    return presentRuleSet({ ...row, active: true });
  });
});
