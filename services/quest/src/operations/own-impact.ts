import { questContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { questStore } from "../store/quests.ts";

/** What one did so far, by kind of mission. */
export const ownImpact = handle(questContract.operations.ownImpact, async (_, ctx) => ({
  items: await questStore(ctx).doneByType(ctx.principal.playerId),
}));
