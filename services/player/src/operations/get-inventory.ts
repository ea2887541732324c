import { playerContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { badgeStore } from "../store/badges.ts";
import { holdingsOf } from "../workflows/holdings.ts";
import { findPlayer, mayManage } from "../workflows/whose.ts";

/** What a player has: one's own, or any for an admin. */
export const getInventory = handle(playerContract.operations.getInventory, async ({ id }, ctx) => {
  const player = (await findPlayer(ctx, id)) ?? ctx.fail("player_not_found");
  if (!mayManage(ctx.principal, player)) ctx.fail("forbidden");
  const [holdings, badges] = await Promise.all([holdingsOf(ctx, player.id), badgeStore(ctx).of(player.id)]);
  return {
    active_quests: holdings.active_quests,
    completed_missions: holdings.completed_missions,
    purchased_items: holdings.purchases.map(({ redemption_id, reward_id, name, category, status, created_at }) => ({
      redemption_id,
      reward_id,
      name,
      category,
      status,
      redeemed_at: created_at,
    })),
    badges: badges.map((badge) => ({ ...badge, earned_at: badge.earned_at.toISOString() })),
  };
});
