import { questInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { presentFacts } from "../present.ts";
import { questStore } from "../store/quests.ts";

/** A quest for proof, verification and impact. */
export const questFacts = handle(questInternal.operations.questFacts, async ({ id }, ctx) =>
  presentFacts((await questStore(ctx).find(id)) ?? ctx.fail("quest_not_found"), ctx.clock.now()),
);
