import { tokenContract } from "@oneheart/contracts";
import { decodeIdCursor, handle, pageFrom } from "@oneheart/kernel";
import { presentReward } from "../present.ts";
import { rewardStore } from "../store/rewards.ts";

/** Rewards on offer, newest first, sold-out ones included. */
export const marketplace = handle(tokenContract.operations.marketplace, async ({ cursor, limit, category }, ctx) => {
  const page = { limit: limit + 1, before: decodeIdCursor(cursor), category, now: ctx.clock.now() };
  const { rows, next_cursor } = pageFrom(await rewardStore(ctx).onOffer(page), limit, (row) => [row.id]);
  return { items: rows.map(presentReward), next_cursor };
});
