import { questInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { questStore } from "../store/quests.ts";

/** How many quests a player is doing, and how many completions they have. */
export const questCounts = handle(questInternal.operations.questCounts, async ({ player_id }, ctx) => {
  const { active, completed } = await questStore(ctx).counts(player_id, ctx.clock.now());
  return { active_quests: active, completed_missions: completed };
});
