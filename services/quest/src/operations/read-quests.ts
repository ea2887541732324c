import { questInternal } from "@oneheart/contracts/internal";
import { handle, inOrder } from "@oneheart/kernel";
import { questStore } from "../store/quests.ts";
import { detailsFor } from "../workflows/details.ts";

/** Many quests, as far as the viewer may know them. */
export const readQuests = handle(questInternal.operations.readQuests, async ({ ids }, ctx) => {
  const details = await detailsFor(await questStore(ctx).findAll(ids), ctx);
  return { items: inOrder(ids, details, ({ quest_id }) => quest_id!) };
});
