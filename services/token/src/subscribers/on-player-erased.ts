import { playerInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { eraseHoldings } from "../workflows/erasure/erase-holdings.ts";
import { forgetMemos } from "../workflows/erasure/forget-memos.ts";

/** Memos first: they are found through the ledger accounts, which nothing leads to afterwards. */
export const onPlayerErased = subscribe("on-player-erased", playerInternal.events.playerErased, async ({ player_id }, ctx) => {
  await forgetMemos(player_id, ctx);
  await eraseHoldings(player_id, ctx);
});
