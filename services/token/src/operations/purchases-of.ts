import { tokenInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { presentRedemption } from "../present.ts";
import { redemptionStore } from "../store/redemptions.ts";

/** A player's latest redemptions, without the cancelled ones. */
export const purchasesOf = handle(tokenInternal.operations.purchasesOf, async ({ player_id }, ctx) => ({
  items: (await redemptionStore(ctx).purchasesOf(player_id)).map(presentRedemption),
}));
