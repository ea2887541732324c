import { questInternal, tokenInternal } from "@oneheart/contracts/internal";
import type { BaseContext } from "@oneheart/kernel";

/** Asks quest and token what players have: quests by state, and what was redeemed and not cancelled. */
export async function holdingsOfAll(ctx: BaseContext, player_ids: string[]) {
  const [counts, purchases] = await Promise.all([
    ctx.call(questInternal.operations.questCounts, { player_ids }),
    ctx.call(tokenInternal.operations.purchasesOf, { player_ids }),
  ]);
  const countsOf = new Map(counts.items.map(({ player_id, ...counted }) => [player_id, counted]));
  const kept = Map.groupBy(
    purchases.items.filter(({ status }) => status !== "cancelled"),
    ({ player_id }) => player_id,
  );
  return (player_id: string) => ({
    ...(countsOf.get(player_id) ?? { active_quests: 0, completed_missions: 0 }),
    purchases: kept.get(player_id) ?? [],
  });
}

export async function holdingsOf(ctx: BaseContext, player_id: string) {
  return (await holdingsOfAll(ctx, [player_id]))(player_id);
}

export type Holdings = Awaited<ReturnType<typeof holdingsOf>>;

/** What a player has on its first day. */
export const nothingYet: Holdings = { active_quests: 0, completed_missions: 0, purchases: [] };
