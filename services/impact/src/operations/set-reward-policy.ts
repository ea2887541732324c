import { impactContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { dayStore } from "../store/days.ts";

/** Changes the most that can be earned in a day. What was paid stays. */
export const setRewardPolicy = handle(impactContract.operations.setRewardPolicy, (change, ctx) => dayStore(ctx).setPolicy(change));
