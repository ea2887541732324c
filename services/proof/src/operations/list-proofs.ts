import { proofContract } from "@oneheart/contracts";
import { decodeIdCursor, handle, pageFrom } from "@oneheart/kernel";
import { presentReceipt } from "../present.ts";
import { proofStore } from "../store/proofs.ts";

/** One's own proofs, newest first. */
export const listProofs = handle(proofContract.operations.listProofs, async ({ limit, cursor, quest_id, status }, ctx) => {
  const before = decodeIdCursor(cursor);
  const rows = await proofStore(ctx).page({ limit: limit + 1, player_id: ctx.principal.playerId, before, quest_id, status });
  const page = pageFrom(rows, limit, (row) => [row.id]);
  return { items: page.rows.map(presentReceipt), next_cursor: page.next_cursor };
});
