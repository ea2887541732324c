import { schedule } from "@oneheart/kernel";
import { told_ms_max } from "../rules/presence-age.ts";
import { presenceStore } from "../store/presence.ts";

const batch = 1_000;

/** Where players were is forgotten once it can make no witness of them any more. */
export const forgetPresence = schedule("forget-presence", "11 3 * * *", async (ctx) => {
  const before = new Date(ctx.clock.now().getTime() - told_ms_max);
  while ((await presenceStore(ctx).forget(before, batch)) === batch);
});
