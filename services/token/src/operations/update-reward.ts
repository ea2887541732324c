import { tokenContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { presentReward } from "../present.ts";
import { tokenStore } from "../store.ts";

/** Changes a reward. Redemptions keep the name and price they were made with. */
export const updateReward = handle(tokenContract.operations.updateReward, async (input, ctx) =>
  ctx.transaction(async (tx) => presentReward((await tokenStore(tx).changeReward(input)) ?? ctx.fail("reward_not_found"))),
);
