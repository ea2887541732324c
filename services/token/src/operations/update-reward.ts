import { tokenContract } from "@oneheart/contracts";
import { commonError, handle } from "@oneheart/kernel";
import { presentReward } from "../present.ts";
import { stockAfter, stockProblem } from "../rules/stock.ts";
import { tokenStore } from "../store.ts";

/** Changes a reward. Redemptions keep the name and price they were made with. */
export const updateReward = handle(
  tokenContract.operations.updateReward,
  async ({ quantity, quantity_seen, quantity_change, ...change }, ctx) => {
    const stock = { quantity, quantity_seen, quantity_change };
    const problem = stockProblem(stock);
    if (problem !== undefined) throw commonError("invalid_input", { fields: [problem] });
    return ctx.transaction(async (tx) => {
      const rewards = tokenStore(tx);
      const before = (await rewards.lockReward(change.id)) ?? ctx.fail("reward_not_found");
      const after = stockAfter(before.quantity, stock);
      if (typeof after === "string") return ctx.fail(after, { quantity: before.quantity });
      return presentReward((await rewards.changeReward({ ...change, quantity: after }))!);
    });
  },
);
