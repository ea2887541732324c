import { tokenContract } from "@oneheart/contracts";
import { playerInternal, tokenInternal } from "@oneheart/contracts/internal";
import { type Context, handle, type Tx } from "@oneheart/kernel";
import { presentRedemption } from "../present.ts";
import { againAt, expiryOf, isOpen, limitedSince } from "../rules/offer.ts";
import { holdDraft } from "../rules/reward-drafts.ts";
import { codeStore } from "../store/codes.ts";
import { partnerStore } from "../store/partners.ts";
import { type RedemptionRow, redemptionStore } from "../store/redemptions.ts";
import { type RewardRow, rewardStore } from "../store/rewards.ts";
import { ledgerOf } from "../workflows/ledger.ts";
import { subjectOf } from "../workflows/redemption/resolve.ts";

type Redeem = Context<typeof tokenContract.operations.redeemReward>;

/**
 * Takes one from the stock and holds its price; the tokens are burned when the reward is handed over. The reward's lock puts all who
 * redeem it in line, so neither its stock, its codes nor a player's limit can be passed together.
 */
export const redeemReward = handle(tokenContract.operations.redeemReward, async ({ reward_id, price_tokens: shown }, ctx) => {
  const [id, hold_id, created_at] = [ctx.newId(), ctx.newId(), ctx.clock.now()];
  const player_id = ctx.principal.playerId;
  const { items } = await ctx.call(playerInternal.operations.findPlayers, { ids: [player_id] });
  if (items.some(({ erased }) => erased)) ctx.fail("account_closed");
  return ctx.answer(async (tx) => {
    const reward = await onOffer(tx, reward_id, shown, ctx);
    await withinLimit(tx, reward, ctx);

    const { name, category, price_tokens, fulfilment } = reward;
    const redemption: RedemptionRow = {
      ...{ id, player_id, reward_id, hold_id, status: "held", name, category, price_tokens, fulfilment, created_at },
      ...{ expires_at: expiryOf(reward, created_at), resolved_at: null, cancel_reason: null },
    };
    const [posted] = await ledgerOf(ctx).post(tx.db, [holdDraft(redemption, created_at)]);
    if (!posted!.ok) {
      if (posted!.code === "insufficient_funds") ctx.fail("insufficient_funds", { price_tokens: Number(price_tokens) });
      throw new Error(`the ledger refused to hold the price of redemption ${id}: ${posted!.message}`);
    }
    await redemptionStore(tx).add(redemption);
    if (fulfilment === "codes" && !(await codeStore(tx).give(reward_id, id))) ctx.fail("out_of_stock");
    tx.emit(tokenInternal.events.rewardRedeemed, subjectOf(redemption));
    return presentRedemption(redemption);
  });
});

/** The locked reward, when it can be redeemed at this moment at the price that was shown. */
async function onOffer(tx: Tx, reward_id: string, shown: number | undefined, ctx: Redeem): Promise<RewardRow> {
  const reward = (await rewardStore(tx).lock(reward_id)) ?? ctx.fail("reward_not_found");
  if (!reward.is_available) ctx.fail("reward_not_found");
  if (reward.partner_id !== null && (await partnerStore(tx).find(reward.partner_id))?.is_active !== true) ctx.fail("reward_not_found");
  if (!isOpen(reward, ctx.clock.now()))
    ctx.fail("reward_not_open", { starts_at: reward.starts_at?.toISOString() ?? null, ends_at: reward.ends_at?.toISOString() ?? null });
  if (shown !== undefined && BigInt(shown) !== reward.price_tokens)
    ctx.fail("price_changed", { price_tokens: Number(reward.price_tokens) });
  if (reward.quantity === 0) ctx.fail("out_of_stock");
  return reward;
}

async function withinLimit(tx: Tx, { id: reward_id, player_limit, player_limit_days }: RewardRow, ctx: Redeem): Promise<void> {
  if (player_limit === null) return;
  const player_id = ctx.principal.playerId;
  const since = limitedSince(player_limit_days, ctx.clock.now());
  const moments = await redemptionStore(tx).momentsOf({ reward_id, player_id }, since, player_limit);
  if (moments.length < player_limit) return;
  const again = againAt(moments, { player_limit, player_limit_days });
  ctx.fail("player_limit_reached", { limit: player_limit, days: player_limit_days, again_at: again?.toISOString() ?? null });
}
