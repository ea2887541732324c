import { questInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { questStore } from "../store/quests.ts";

/** How many quests players are doing, and how many completions they have. */
export const questCounts = handle(questInternal.operations.questCounts, async ({ player_ids }, ctx) => ({
  items: await questStore(ctx).counts(player_ids, ctx.clock.now()),
}));
