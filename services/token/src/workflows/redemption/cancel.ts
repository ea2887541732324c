import { tokenInternal } from "@oneheart/contracts/internal";
import type { BaseContext, Tx } from "@oneheart/kernel";
import { releaseDraft } from "../../rules/reward-drafts.ts";
import { codeStore } from "../../store/codes.ts";
import type { RedemptionRow } from "../../store/redemptions.ts";
import { rewardStore } from "../../store/rewards.ts";
import { resolve, subjectOf } from "./resolve.ts";

type Parts = Pick<BaseContext, "clock" | "state">;

/** Gives tokens and stock of an open, locked redemption back. The reward is locked before the ledger, as in redeeming. */
export async function cancel(tx: Tx, redemption: RedemptionRow, reason: string, ctx: Parts): Promise<RedemptionRow> {
  const cancelled = await giveBack(tx, redemption, { status: "cancelled", cancel_reason: reason }, ctx);
  tx.emit(tokenInternal.events.redemptionCancelled, { ...subjectOf(redemption), reason });
  return cancelled;
}

/** The same where it was not collected in the time that the reward had announced. */
export async function expire(tx: Tx, redemption: RedemptionRow, ctx: Parts): Promise<RedemptionRow> {
  const expired = await giveBack(tx, redemption, { status: "expired", cancel_reason: null }, ctx);
  tx.emit(tokenInternal.events.redemptionExpired, subjectOf(redemption));
  return expired;
}

async function giveBack(
  tx: Tx,
  redemption: RedemptionRow,
  end: { status: "cancelled" | "expired"; cancel_reason: string | null },
  ctx: Parts,
): Promise<RedemptionRow> {
  await rewardStore(tx).addStock(redemption.reward_id, 1);
  if (redemption.fulfilment === "codes") await codeStore(tx).free(redemption.id);
  return resolve(tx, redemption, { ...end, draft: releaseDraft(redemption, ctx.clock.now()) }, ctx);
}
