import { tokenContract } from "@oneheart/contracts";
import { decodeIdCursor, handle, pageFrom } from "@oneheart/kernel";
import { presentReward } from "../present.ts";
import { tokenStore } from "../store/tokens.ts";

/** Rewards on offer, newest first, sold-out ones included. */
export const marketplace = handle(tokenContract.operations.marketplace, async ({ cursor, limit, category }, ctx) => {
  const rows = await tokenStore(ctx).rewardsOnOffer({ limit: limit + 1, before: decodeIdCursor(cursor), category });
  const page = pageFrom(rows, limit, (row) => [row.id]);
  return { items: page.rows.map(presentReward), next_cursor: page.next_cursor };
});
