import { tokenContract } from "@oneheart/contracts";
import { decodeIdCursor, handle, pageFrom } from "@oneheart/kernel";
import { presentRedemption } from "../present.ts";
import { redemptionStore } from "../store/redemptions.ts";

/** One's own redemptions; an admin sees everyone's. */
export const listRedemptions = handle(tokenContract.operations.listRedemptions, async ({ cursor, limit, status }, ctx) => {
  const player_id = ctx.principal.role === "admin" ? undefined : ctx.principal.playerId;
  const rows = await redemptionStore(ctx).list({ limit: limit + 1, before: decodeIdCursor(cursor), player_id, status });
  const page = pageFrom(rows, limit, (row) => [row.id]);
  return { items: page.rows.map(presentRedemption), next_cursor: page.next_cursor };
});
