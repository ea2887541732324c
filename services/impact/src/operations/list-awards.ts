import { impactInternal } from "@oneheart/contracts/internal";
import { decodeIdCursor, handle, pageFrom } from "@oneheart/kernel";
import { countedAwards } from "../store/counted-awards.ts";

/** All awards in the order of their actions' ids. */
export const listAwards = handle(impactInternal.operations.listAwards, async ({ cursor, limit }, ctx) => {
  const page = pageFrom(await countedAwards(ctx.db, decodeIdCursor(cursor), limit + 1), limit, ({ action_id }) => [action_id]);
  const items = page.rows.map(({ recorded_at, ...row }) => ({ ...row, recorded_at: recorded_at.toISOString() }));
  return { items, next_cursor: page.next_cursor };
});
