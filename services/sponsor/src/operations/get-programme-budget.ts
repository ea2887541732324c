import { sponsorContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { budgetStore, presentBudget } from "../store/budget.ts";

/** What the programme pays without a sponsor's money. */
export const getProgrammeBudget = handle(sponsorContract.operations.getProgrammeBudget, async (_, ctx) =>
  presentBudget(await budgetStore(ctx).get()),
);
