import { identityInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { queueStore } from "../review/store/queue.ts";

/** Whoever may no longer review gives back what they hold, at once. */
export const onRoleChanged = subscribe("on-role-changed", identityInternal.events.roleChanged, async ({ account_id, role }, ctx) => {
  if (role === "reviewer" || role === "admin") return;
  const now = ctx.clock.now();
  await ctx.once((tx) => queueStore(tx).freeAll(account_id, now));
});
