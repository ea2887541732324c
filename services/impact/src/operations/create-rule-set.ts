import { type CallInput, impactContract, inputWords } from "@oneheart/contracts";
import { type Context, commonError, handleApproved } from "@oneheart/kernel";
import { presentRuleSet } from "../present.ts";
import { impactStore } from "../store/impact.ts";

const operation = impactContract.operations.createRuleSet;
const whole_bps = 10_000;

/** Adds a version of the rules and makes it the active one. Awards already recorded keep theirs. */
export const createRuleSet = handleApproved(operation, {
  async change({ version, rules }, ctx) {
    refuseUnfit(rules, ctx);
    const known = await impactStore(ctx).ruleSets();
    if (known.some((row) => row.version === version)) ctx.fail("version_taken", { version });
    const active = known.find((row) => row.active)!;
    return { before: { version: active.version, ...(active.rules as object) }, after: { version, ...rules } };
  },
  async run({ version, rules }, ctx) {
    refuseUnfit(rules, ctx);
    const row = { version, rules, created_by: ctx.principal.playerId, created_at: ctx.clock.now() };
    return ctx.transaction(async (tx) => {
      if (!(await impactStore(tx).addRuleSet(row))) ctx.fail("version_taken", { version });
      return presentRuleSet({ ...row, active: true });
    });
  },
});

function refuseUnfit({ allocation_bps, duration }: CallInput<typeof operation>["rules"], ctx: Context<typeof operation>): void {
  const { local, national, global } = allocation_bps;
  const sum_bps = local + national + global;
  if (sum_bps !== whole_bps) ctx.fail("allocation_invalid", { sum_bps });
  if (duration.min_bps > duration.max_bps) {
    throw commonError("invalid_input", { fields: [{ path: "rules.duration.min_bps", message: inputWords.min_above_max }] });
  }
}
