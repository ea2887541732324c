import type { BaseContext, Tx } from "@oneheart/kernel";
import type { TransactionDraft } from "@oneheart/ledger";
import { type RedemptionRow, tokenStore } from "../../store/tokens.ts";
import { ledgerOf } from "../ledger.ts";

/** Posts what ends a redemption's hold and marks it. The caller holds the redemption's lock and has seen that it is open. */
export async function resolve(
  tx: Tx,
  redemption: RedemptionRow,
  end: { status: "fulfilled" | "cancelled"; draft: TransactionDraft; cancel_reason: string | null },
  ctx: Pick<BaseContext, "newId" | "clock" | "state">,
): Promise<RedemptionRow> {
  const [posted] = await ledgerOf(ctx).post(tx.db, [end.draft]);
  if (!posted!.ok) throw new Error(`the ledger refused to resolve redemption ${redemption.id}: ${posted!.message}`);
  const { status, cancel_reason } = end;
  await tokenStore(tx).resolveRedemption(redemption.id, { status, resolved_at: end.draft.occurred_at, cancel_reason });
  return { ...redemption, status };
}

/** What events say of a redemption. */
export function subjectOf({ id, player_id, reward_id, name, price_tokens }: RedemptionRow) {
  return { redemption_id: id, player_id, reward_id, name, price_tokens: Number(price_tokens) };
}
