import { tokenContract } from "@oneheart/contracts";
import { playerInternal, tokenInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { presentRedemption } from "../present.ts";
import { holdDraft } from "../rules/reward-drafts.ts";
import { type RedemptionRow, tokenStore } from "../store/tokens.ts";
import { ledgerOf } from "../workflows/ledger.ts";
import { subjectOf } from "../workflows/redemption/resolve.ts";

/** Takes one from the stock and holds its price; the tokens are burned when the reward is handed over. */
export const redeemReward = handle(tokenContract.operations.redeemReward, async ({ reward_id, price_tokens: shown }, ctx) => {
  const [id, hold_id, created_at] = [ctx.newId(), ctx.newId(), ctx.clock.now()];
  const player_id = ctx.principal.playerId;
  const { items } = await ctx.call(playerInternal.operations.findPlayers, { ids: [player_id] });
  if (items.some(({ erased }) => erased)) ctx.fail("account_closed");
  return ctx.answer(async (tx) => {
    const store = tokenStore(tx);
    const reward = await store.lockReward(reward_id);
    if (reward === undefined || !reward.is_available) return ctx.fail("reward_not_found");
    if (shown !== undefined && BigInt(shown) !== reward.price_tokens)
      ctx.fail("price_changed", { price_tokens: Number(reward.price_tokens) });
    if (reward.quantity === 0) ctx.fail("out_of_stock");

    const { name, category, price_tokens } = reward;
    const redemption: RedemptionRow = { id, player_id, reward_id, hold_id, status: "held", name, category, price_tokens, created_at };
    const [posted] = await ledgerOf(ctx).post(tx.db, [holdDraft(redemption, created_at)]);
    if (!posted!.ok) {
      if (posted!.code === "insufficient_funds") ctx.fail("insufficient_funds", { price_tokens: Number(price_tokens) });
      throw new Error(`the ledger refused to hold the price of redemption ${id}: ${posted!.message}`);
    }
    await store.addRedemption(redemption);
    tx.emit(tokenInternal.events.rewardRedeemed, { ...subjectOf(redemption), category });
    return presentRedemption(redemption);
  });
});
