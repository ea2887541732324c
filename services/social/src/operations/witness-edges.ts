import { socialInternal } from "@oneheart/contracts/internal";
import { decodeMomentCursor, handle, pageFrom } from "@oneheart/kernel";
import { witnessStore } from "../store/witnesses.ts";

/** Who vouched for whom since a moment, oldest first. */
export const witnessEdges = handle(socialInternal.operations.witnessEdges, async ({ since, cursor, limit }, ctx) => {
  const after = decodeMomentCursor(cursor);
  const rows = await witnessStore(ctx).confirmations(new Date(since), after, limit + 1);
  const page = pageFrom(rows, limit, (row) => [row.created_at.toISOString(), row.id]);
  return {
    items: page.rows.map(({ witness_player_id: witness_id, player_id, verdict, plausible, weight, created_at }) => ({
      witness_id,
      player_id,
      verdict,
      plausible,
      weight,
      at: created_at.toISOString(),
    })),
    next_cursor: page.next_cursor,
  };
});
