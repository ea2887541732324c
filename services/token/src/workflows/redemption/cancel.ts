import { tokenInternal } from "@oneheart/contracts/internal";
import type { BaseContext, Tx } from "@oneheart/kernel";
import { releaseDraft } from "../../rules/reward-drafts.ts";
import { type RedemptionRow, tokenStore } from "../../store/tokens.ts";
import { resolve, subjectOf } from "./resolve.ts";

/** Gives tokens and stock of an open, locked redemption back. The reward is locked before the ledger, as in redeeming. */
export async function cancel(
  tx: Tx,
  redemption: RedemptionRow,
  reason: string,
  ctx: Pick<BaseContext, "newId" | "clock" | "state">,
): Promise<RedemptionRow> {
  await tokenStore(tx).giveStockBack(redemption.reward_id);
  const draft = releaseDraft(redemption, ctx.clock.now());
  const cancelled = await resolve(tx, redemption, { status: "cancelled", draft, cancel_reason: reason }, ctx);
  tx.emit(tokenInternal.events.redemptionCancelled, { ...subjectOf(redemption), reason });
  return cancelled;
}
