import { questContract } from "@oneheart/contracts";
import { handleApproved } from "@oneheart/kernel";
import { policyStore } from "../store/policy.ts";

/** Changes how long quests take at least. Quests under way keep what they began with. */
export const setQuestPolicy = handleApproved(questContract.operations.setQuestPolicy, {
  async change(change, ctx) {
    const before = await policyStore(ctx).get();
    return { before, after: { ...before, ...change } };
  },
  run: (change, ctx) => ctx.transaction((tx) => policyStore(tx).set(change)),
});
