import { playerInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { questStore } from "../store/quests.ts";
import type { EventRow } from "../store/rows.ts";

const reason = "player_erased";

/**
 * Quests under way are given up. What was handed in has failed: nothing is paid to who is gone, so nobody else would end it. A reward
 * that was posted just before completes its quest all the same.
 */
export const onPlayerErased = subscribe("on-player-erased", playerInternal.events.playerErased, async ({ player_id }, ctx) => {
  const at = ctx.clock.now();
  const told = (ids: readonly string[], event: EventRow["event"], detail: EventRow["detail"]): EventRow[] =>
    ids.map((quest_id) => ({ id: ctx.newId(), quest_id, event, at, detail }));
  await ctx.once(async (tx) => {
    const quests = questStore(tx);
    // In this order: a quest that is being handed in at this moment is waited for here, and found there.
    const abandoned = await quests.abandonAll(player_id);
    const failed = await quests.failAll(player_id, reason);
    await quests.addEvents([...told(abandoned, "abandoned", {}), ...told(failed, "failed", { reason })]);
  });
});
