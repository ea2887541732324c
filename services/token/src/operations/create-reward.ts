import { tokenContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { presentReward } from "../present.ts";
import { tokenStore } from "../store/tokens.ts";

/** Puts a reward on offer. */
export const createReward = handle(tokenContract.operations.createReward, async ({ allow_duplicate, ...input }, ctx) => {
  const row = { ...input, id: ctx.newId(), created_at: ctx.clock.now() };
  return ctx.answer(async (tx) => {
    const reward_id = allow_duplicate ? undefined : await tokenStore(tx).rewardNamesake(row);
    if (reward_id !== undefined) ctx.fail("reward_exists", { reward_id });
    return presentReward(await tokenStore(tx).addReward(row));
  });
});
