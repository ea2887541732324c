import type { BaseContext, Tx } from "@oneheart/kernel";
import type { TransactionDraft } from "@oneheart/ledger";
import { type RedemptionRow, redemptionStore } from "../../store/redemptions.ts";
import { ledgerOf } from "../ledger.ts";

/** How a redemption that was open ends. */
interface End {
  status: "fulfilled" | "cancelled" | "expired";
  draft: TransactionDraft;
  cancel_reason: string | null;
}

/** Posts what ends a redemption's hold and marks it. The caller holds the redemption's lock and has seen that it is open. */
export async function resolve(tx: Tx, redemption: RedemptionRow, end: End, ctx: Pick<BaseContext, "state">): Promise<RedemptionRow> {
  const [posted] = await ledgerOf(ctx).post(tx.db, [end.draft]);
  if (!posted!.ok) throw new Error(`the ledger refused to resolve redemption ${redemption.id}: ${posted!.message}`);
  const { status, cancel_reason } = end;
  const resolved_at = end.draft.occurred_at;
  await redemptionStore(tx).resolve(redemption.id, { status, resolved_at, cancel_reason });
  return { ...redemption, status, resolved_at, cancel_reason };
}

/** What events say of a redemption. */
export function subjectOf({ id, player_id, reward_id, name, price_tokens, fulfilment }: RedemptionRow) {
  return { redemption_id: id, player_id, reward_id, name, price_tokens: Number(price_tokens), fulfilment };
}
