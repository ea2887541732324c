import { sponsorContract } from "@oneheart/contracts";
import { handleApproved } from "@oneheart/kernel";
import { budgetStore, presentBudget } from "../store/budget.ts";

/** Declares it; quests that began before count towards nothing. */
export const setProgrammeBudget = handleApproved(sponsorContract.operations.setProgrammeBudget, {
  async change({ budget_tokens }, ctx) {
    const { budget_tokens: now } = presentBudget(await budgetStore(ctx).get());
    return { before: { budget_tokens: now }, after: { budget_tokens } };
  },
  run: ({ budget_tokens }, ctx) =>
    ctx.transaction(async (tx) => {
      const before = await budgetStore(tx).lock();
      const used = before.reserved_tokens + before.paid_tokens;
      const after = budget_tokens === null ? null : BigInt(budget_tokens);
      if (after !== null && after < used) ctx.fail("budget_below_use", { used_tokens: Number(used) });
      await budgetStore(tx).set(after);
      return presentBudget({ ...before, budget_tokens: after });
    }),
});
