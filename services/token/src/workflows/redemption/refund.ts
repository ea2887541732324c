import { tokenInternal } from "@oneheart/contracts/internal";
import type { BaseContext, Tx } from "@oneheart/kernel";
import { refundDraft } from "../../rules/reward-drafts.ts";
import { type RedemptionRow, redemptionStore } from "../../store/redemptions.ts";
import { rewardStore } from "../../store/rewards.ts";
import { ledgerOf } from "../ledger.ts";
import { subjectOf } from "./resolve.ts";

/** Gives the burned tokens of a fulfilled, locked redemption back: a transaction that names the one which it corrects. */
export async function refund(
  tx: Tx,
  redemption: RedemptionRow,
  { reason, restock }: { reason: string; restock: boolean },
  ctx: Pick<BaseContext, "newId" | "clock" | "state">,
): Promise<RedemptionRow> {
  const burn = await redemptionStore(tx).burnOf(redemption.hold_id);
  if (burn === undefined) throw new Error(`redemption ${redemption.id} is fulfilled, and the ledger has burned nothing for it`);
  if (restock) await rewardStore(tx).addStock(redemption.reward_id, 1);
  const transaction_id = ctx.newId();
  const at = ctx.clock.now();
  const [posted] = await ledgerOf(ctx).post(tx.db, [refundDraft(redemption, { id: transaction_id, corrects: burn, occurred_at: at })]);
  if (!posted!.ok) throw new Error(`the ledger refused to refund redemption ${redemption.id}: ${posted!.message}`);
  await redemptionStore(tx).refund(redemption.id, { reason, transaction_id, at });
  tx.emit(tokenInternal.events.redemptionRefunded, { ...subjectOf(redemption), reason });
  return { ...redemption, status: "refunded", cancel_reason: reason };
}
