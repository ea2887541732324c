import { proofInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { presentFacts } from "../present.ts";
import { proofStore } from "../store/proofs.ts";

/** What was sent for quests and not rejected; a quest has at most twenty proofs. */
export const proofsOfQuests = handle(proofInternal.operations.proofsOfQuests, async ({ quest_ids }, ctx) => ({
  items: (await proofStore(ctx).standingOf(quest_ids)).map(presentFacts),
}));
