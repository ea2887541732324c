import { type HandlerInput, inputWords, tokenContract } from "@oneheart/contracts";
import { commonError, handle } from "@oneheart/kernel";
import { presentReward } from "../present.ts";
import { offerProblem } from "../rules/offer.ts";
import { stockAfter, stockProblem } from "../rules/stock.ts";
import { type RewardRow, rewardStore } from "../store/rewards.ts";
import { partnerProblem } from "../workflows/partners/partner-problem.ts";

type Change = Omit<
  HandlerInput<typeof tokenContract.operations.updateReward>,
  "quantity" | "quantity_seen" | "quantity_change" | "allow_duplicate"
>;

/** Changes a reward. Redemptions keep the name, price and time that they were made with. */
export const updateReward = handle(
  tokenContract.operations.updateReward,
  async ({ quantity, quantity_seen, quantity_change, allow_duplicate, ...change }, ctx) => {
    const stock = { quantity, quantity_seen, quantity_change };
    const problem = stockProblem(stock);
    if (problem !== undefined) throw commonError("invalid_input", { fields: [problem] });
    return ctx.transaction(async (tx) => {
      const rewards = rewardStore(tx);
      const before = (await rewards.lock(change.id)) ?? ctx.fail("reward_not_found");
      if (before.fulfilment === "codes" && (quantity !== undefined || quantity_change !== undefined)) ctx.fail("stock_of_codes");
      const left = stockAfter(before.quantity, stock);
      if (typeof left === "string") return ctx.fail(left, { quantity: before.quantity });
      const after = changed(before, change);
      const wrong = offerProblem(after);
      if (wrong !== undefined) throw commonError("invalid_input", { fields: [{ path: wrong.path, message: inputWords[wrong.word] }] });
      const lacking = await partnerProblem(tx, after);
      if (lacking !== undefined) ctx.fail(lacking);
      const reward_id = allow_duplicate || after.name === before.name ? undefined : await rewards.namesake(after);
      if (reward_id !== undefined) ctx.fail("reward_exists", { reward_id });
      return presentReward(await rewards.save({ ...after, quantity: left }));
    });
  },
);

/** What is left out stays; null takes a bound away. */
function changed(before: RewardRow, { starts_at, ends_at, price_tokens, ...change }: Change): RewardRow {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  return {
    ...before,
    ...given,
    price_tokens: price_tokens === undefined ? before.price_tokens : BigInt(price_tokens),
    starts_at: momentOr(before.starts_at, starts_at),
    ends_at: momentOr(before.ends_at, ends_at),
  };
}

function momentOr(before: Date | null, moment: string | null | undefined): Date | null {
  if (moment === undefined) return before;
  return moment === null ? null : new Date(moment);
}
