import { tokenInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { rewardStore } from "../store/rewards.ts";

/** Of so few or fewer a reward runs out. */
const LOW_FROM = 5;

/** What the rewards on offer come to. */
export const rewardStock = handle(tokenInternal.operations.rewardStock, async (_, ctx) => ({
  ...(await rewardStore(ctx).stock(LOW_FROM, ctx.clock.now())),
  low_from: LOW_FROM,
}));
