import { questContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { policyStore } from "../store/policy.ts";

/** How long quests take at least. */
export const getQuestPolicy = handle(questContract.operations.getQuestPolicy, (_, ctx) => policyStore(ctx).get());
