import { questContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { questStore } from "../store/quests.ts";
import { detailsFor } from "../workflows/details.ts";

/** One quest, as far as the viewer may know it. */
export const getQuest = handle(questContract.operations.getQuest, async ({ id }, ctx) => {
  const row = await questStore(ctx).find(id);
  const [quest] = await detailsFor(row === undefined ? [] : [row], ctx);
  return quest ?? ctx.fail("quest_not_found");
});
