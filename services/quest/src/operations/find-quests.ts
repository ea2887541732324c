import { questInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { presentFacts } from "../present.ts";
import { questStore } from "../store/quests.ts";

/** Quests for those who hear of many at once. */
export const findQuests = handle(questInternal.operations.findQuests, async ({ ids }, ctx) => {
  const now = ctx.clock.now();
  const rows = await questStore(ctx).findAll([...new Set(ids)]);
  return { items: rows.map((row) => presentFacts(row, now)) };
});
