import type { BaseContext } from "@oneheart/kernel";
import type { HistoryEntry } from "@oneheart/ledger";
import { tokenStore } from "../../store/tokens.ts";
import { ledgerOf } from "../ledger.ts";

const batch = 500;

/** Words that the person wrote or was written, page by page of what moved the tokens. */
export async function forgetMemos(player_id: string, ctx: BaseContext): Promise<void> {
  let before: HistoryEntry | undefined;
  for (;;) {
    const page = await ledgerOf(ctx).history(ctx.db, { owner_id: player_id, asset: "HEART", before, limit: batch });
    await tokenStore(ctx).forgetMemos(page.map((entry) => entry.transaction_id));
    before = page.at(-1);
    if (page.length < batch) return;
  }
}
