import { Id, tokenContract } from "@oneheart/contracts";
import { playerInternal } from "@oneheart/contracts/internal";
import { type Context, handle, pageFrom } from "@oneheart/kernel";
import type { HistoryEntry } from "@oneheart/ledger";
import { presentAmount } from "../present.ts";
import { tokenStore } from "../store/tokens.ts";
import { decodeHistoryCursor, historyKey } from "../workflows/history-cursor.ts";
import { ledgerOf } from "../workflows/ledger.ts";

/** ledger → counterparties and memos → presentation. */
export const tokenHistory = handle(tokenContract.operations.tokenHistory, async ({ cursor, limit, asset }, ctx) => {
  const owner_id = ctx.principal.playerId;
  const entries = await ledgerOf(ctx).history(ctx.db, { owner_id, asset, before: decodeHistoryCursor(cursor), limit: limit + 1 });
  const page = pageFrom(entries, limit, historyKey);
  const dids = await didsOf(page.rows, ctx);
  const memos = await tokenStore(ctx).memosOf(page.rows.map((entry) => entry.transaction_id));
  const items = page.rows.map((entry) => ({
    id: entry.transfer_id,
    kind: entry.transaction_kind,
    asset,
    amount: presentAmount(asset, entry.direction === "in" ? entry.amount : -entry.amount),
    counterparty_did: dids.get(entry.counter_owner_id ?? "") ?? null,
    memo: memos.get(entry.transaction_id) ?? null,
    reason_ref: entry.reason_ref,
    occurred_at: entry.occurred_at.toISOString(),
  }));
  return { items, next_cursor: page.next_cursor };
});

/** DIDs of the players on the other side; an erased one has no id any more, and so no DID. */
async function didsOf(entries: readonly HistoryEntry[], ctx: Context): Promise<Map<string, string>> {
  const owners = entries.filter((entry) => entry.counter_kind === "player").map((entry) => entry.counter_owner_id);
  const ids = [...new Set(owners)].filter((owner) => owner !== null && Id.safeParse(owner).success) as string[];
  if (ids.length === 0) return new Map();
  const { items } = await ctx.call(playerInternal.operations.findPlayers, { ids });
  return new Map(items.map((player) => [player.id, player.user_did]));
}
