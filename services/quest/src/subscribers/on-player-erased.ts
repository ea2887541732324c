import { playerContract } from "@oneheart/contracts";
import { subscribe } from "@oneheart/kernel";
import { questStore } from "../store/quests.ts";

/** Quests under way are given up. What was handed in is judged without its evidence, which is gone. */
export const onPlayerErased = subscribe("on-player-erased", playerContract.events.playerErased, async ({ player_id }, ctx) => {
  const at = ctx.clock.now();
  await ctx.once(async (tx) => {
    const quests = questStore(tx);
    const abandoned = await quests.abandonAll(player_id);
    await quests.addEvents(abandoned.map((quest_id) => ({ id: ctx.newId(), quest_id, event: "abandoned", at, detail: {} })));
  });
});
