import { schedule } from "@oneheart/kernel";
import { redemptionStore } from "../store/redemptions.ts";
import { expire } from "../workflows/redemption/cancel.ts";

const perRun = 500;

/** Gives back what was not collected in the time that the reward had announced. A transaction posts once, so each has one of its own. */
export const expireRedemptions = schedule("expire-redemptions", "*/5 * * * *", async (ctx) => {
  for (const id of await redemptionStore(ctx).overdue(ctx.clock.now(), perRun)) {
    await ctx.transaction(async (tx) => {
      const redemption = await redemptionStore(tx).lock(id);
      if (redemption?.status === "held") await expire(tx, redemption, ctx);
    });
  }
});
