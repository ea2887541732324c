import { notificationContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { notificationStore } from "../store/notifications.ts";

/** Forgets one's number; there may be none. */
export const forgetPhone = handle(notificationContract.operations.forgetPhone, async (_, ctx) => {
  await ctx.transaction((tx) => notificationStore(tx).removePhone(ctx.principal.playerId));
  return {};
});
