import { impactContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { dayStore } from "../store/days.ts";

/** The most that can be earned in a day. */
export const getRewardPolicy = handle(impactContract.operations.getRewardPolicy, (_, ctx) => dayStore(ctx).policy());
