import { tokenContract } from "@oneheart/contracts";
import { commonError, handle } from "@oneheart/kernel";
import { presentReward } from "../present.ts";
import { stockAfter, stockProblem } from "../rules/stock.ts";
import { tokenStore } from "../store/tokens.ts";

/** Changes a reward. Redemptions keep the name and price they were made with. */
export const updateReward = handle(
  tokenContract.operations.updateReward,
  async ({ quantity, quantity_seen, quantity_change, allow_duplicate, ...change }, ctx) => {
    const stock = { quantity, quantity_seen, quantity_change };
    const problem = stockProblem(stock);
    if (problem !== undefined) throw commonError("invalid_input", { fields: [problem] });
    return ctx.transaction(async (tx) => {
      const rewards = tokenStore(tx);
      const before = (await rewards.lockReward(change.id)) ?? ctx.fail("reward_not_found");
      const after = stockAfter(before.quantity, stock);
      if (typeof after === "string") return ctx.fail(after, { quantity: before.quantity });
      const { name = before.name } = change;
      const reward_id = allow_duplicate || name === before.name ? undefined : await rewards.rewardNamesake({ id: before.id, name });
      if (reward_id !== undefined) ctx.fail("reward_exists", { reward_id });
      return presentReward((await rewards.changeReward({ ...change, quantity: after }))!);
    });
  },
);
