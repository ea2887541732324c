import { sponsorInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { galleryStore } from "../store/gallery.ts";

/** Whether somebody's organisations paid for an action, which is why they may see its pictures. */
export const paidFor = handle(sponsorInternal.operations.paidFor, async ({ action_id, player_id }, ctx) => ({
  paid: await galleryStore(ctx).paidFor(action_id, player_id),
}));
