import { inputWords, tokenContract } from "@oneheart/contracts";
import { commonError, handle } from "@oneheart/kernel";
import { presentReward } from "../present.ts";
import { offerProblem, usualFulfilment } from "../rules/offer.ts";
import { type RewardRow, rewardStore } from "../store/rewards.ts";
import { partnerProblem } from "../workflows/partners/partner-problem.ts";

/** Puts a reward on offer. */
export const createReward = handle(
  tokenContract.operations.createReward,
  async ({ allow_duplicate, starts_at, ends_at, ...input }, ctx) => {
    const row: RewardRow = {
      ...input,
      id: ctx.newId(),
      fulfilment: input.fulfilment ?? usualFulfilment(input.category),
      price_tokens: BigInt(input.price_tokens),
      starts_at: starts_at === null ? null : new Date(starts_at),
      ends_at: ends_at === null ? null : new Date(ends_at),
      is_available: true,
      created_at: ctx.clock.now(),
    };
    const problem = offerProblem(row);
    if (problem !== undefined) throw commonError("invalid_input", { fields: [{ path: problem.path, message: inputWords[problem.word] }] });
    if (row.fulfilment === "codes" && row.quantity > 0) ctx.fail("stock_of_codes");
    return ctx.answer(async (tx) => {
      const lacking = await partnerProblem(tx, row);
      if (lacking !== undefined) ctx.fail(lacking);
      const reward_id = allow_duplicate ? undefined : await rewardStore(tx).namesake(row);
      if (reward_id !== undefined) ctx.fail("reward_exists", { reward_id });
      return presentReward(await rewardStore(tx).add(row));
    });
  },
);
