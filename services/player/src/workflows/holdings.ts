import { questInternal, tokenInternal } from "@oneheart/contracts/internal";
import type { BaseContext } from "@oneheart/kernel";

/** Asks quest and token what a player has: quests by state, and what was redeemed and not cancelled. */
export async function holdingsOf(ctx: BaseContext, player_id: string) {
  const [counts, purchases] = await Promise.all([
    ctx.call(questInternal.operations.questCounts, { player_id }),
    ctx.call(tokenInternal.operations.purchasesOf, { player_id }),
  ]);
  return { ...counts, purchases: purchases.items.filter((purchase) => purchase.status !== "cancelled") };
}

export type Holdings = Awaited<ReturnType<typeof holdingsOf>>;

/** What a player has on its first day. */
export const nothingYet: Holdings = { active_quests: 0, completed_missions: 0, purchases: [] };
