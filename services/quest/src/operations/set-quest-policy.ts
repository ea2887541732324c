import { questContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { policyStore } from "../store/policy.ts";

/** Changes how long quests take at least. Quests under way keep what they began with. */
export const setQuestPolicy = handle(questContract.operations.setQuestPolicy, (change, ctx) => policyStore(ctx).set(change));
