import { analyticsContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { qualityStore } from "../store/quality.ts";
import { periodFacts, periodOf } from "../workflows/periods.ts";
import { errorsIn, runDataChecks } from "../workflows/run-checks.ts";

/** Signs a month off as it is now: what comes to it later shows as a correction. */
export const signPeriod = handle(analyticsContract.operations.signPeriod, async ({ month, note }, ctx) => {
  await runDataChecks(ctx);
  const facts = await periodFacts(ctx);
  const { signed, last_over, results, upto } = facts;
  if (month > last_over) ctx.fail("period_not_over", { last: last_over });
  const before = signed.get(month);
  if (before !== undefined) ctx.fail("period_signed_already", { signed_at: before.signed_at.toISOString() });
  const open = errorsIn(month, results);
  if (open.length > 0 && !note) ctx.fail("findings_open", { checks: [...new Set(open.map(({ check }) => check))] });
  const signed_at = ctx.clock.now();
  const { actions, people, errors } = periodOf(month, facts, signed_at);
  const signed_by = ctx.principal.role === "admin" ? ("admin" as const) : ("government" as const);
  const row = {
    month,
    signed_at,
    signed_by,
    upto,
    actions: actions.value ?? 0,
    people: people.value ?? 0,
    errors_open: errors,
    note: note || null,
  };
  return ctx.transaction(async (tx) => {
    const store = qualityStore(tx);
    if (!(await store.sign(row))) {
      const other = (await store.signOffs()).get(month)!;
      ctx.fail("period_signed_already", { signed_at: other.signed_at.toISOString() });
    }
    return periodOf(month, { ...facts, signed: new Map([[month, row]]) }, signed_at);
  });
});
