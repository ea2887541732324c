import { tokenInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { tokenStore } from "../store/tokens.ts";

/** Of so few or fewer a reward runs out. */
const LOW_FROM = 5;

/** What the rewards on offer come to. */
export const rewardStock = handle(tokenInternal.operations.rewardStock, async (_, ctx) => ({
  ...(await tokenStore(ctx).stock(LOW_FROM)),
  low_from: LOW_FROM,
}));
