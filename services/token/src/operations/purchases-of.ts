import { tokenInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { presentRedemption } from "../present.ts";
import { redemptionStore } from "../store/redemptions.ts";

/** The latest redemptions of players, without the cancelled ones. */
export const purchasesOf = handle(tokenInternal.operations.purchasesOf, async ({ player_ids }, ctx) => ({
  items: (await redemptionStore(ctx).purchasesOf(player_ids)).map(presentRedemption),
}));
