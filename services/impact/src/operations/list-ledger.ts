import { impactContract } from "@oneheart/contracts";
import { decodeIdCursor, handle, pageFrom } from "@oneheart/kernel";
import { ledgerLog } from "@oneheart/ledger";
import { presentEntry } from "../present.ts";
import { impactStore } from "../store/impact.ts";

/** Anyone signed in may read the ledger: it names players by DID only. */
export const listLedger = handle(impactContract.operations.listLedger, async ({ cursor, limit, player_id, action_id }, ctx) => {
  const rows = await impactStore(ctx).ledger({ limit: limit + 1, before: decodeIdCursor(cursor), player_id, action_id });
  const page = pageFrom(rows, limit, (row) => [row.id]);
  // Read after the rows, so that it covers every index in them.
  const checkpoint = await ledgerLog.checkpoint(ctx.db);
  return { items: page.rows.map(presentEntry), next_cursor: page.next_cursor, checkpoint: checkpoint?.note ?? null };
});
