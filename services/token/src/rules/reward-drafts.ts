import type { TransactionDraft } from "@oneheart/ledger";
import { burnedHearts, heartsOf } from "./accounts.ts";

/** A redemption as the ledger needs to know it. */
interface HeldRedemption {
  id: string;
  player_id: string;
  hold_id: string;
  price_tokens: bigint;
}

/** Reserves the price until the reward is handed over or the redemption is cancelled. */
export function holdDraft(redemption: HeldRedemption, occurred_at: Date): TransactionDraft {
  const { hold_id, player_id, price_tokens } = redemption;
  const hold = { id: hold_id, debit: heartsOf(player_id), credit: burnedHearts, amount: price_tokens };
  return { ...headOf("reward.hold", redemption, occurred_at), holds: [hold] };
}

/** Burns what was reserved. */
export function captureDraft(redemption: HeldRedemption, occurred_at: Date): TransactionDraft {
  return { ...headOf("reward.fulfil", redemption, occurred_at), captures: [{ hold_id: redemption.hold_id }] };
}

/** Frees what was reserved. */
export function releaseDraft(redemption: HeldRedemption, occurred_at: Date): TransactionDraft {
  return { ...headOf("reward.cancel", redemption, occurred_at), releases: [{ hold_id: redemption.hold_id }] };
}

/** Gives back what was burned, as a correction of the transaction that burned it. */
export function refundDraft(
  redemption: HeldRedemption,
  { id, corrects, occurred_at }: { id: string; corrects: string; occurred_at: Date },
): TransactionDraft {
  const transfers = [{ debit: burnedHearts, credit: heartsOf(redemption.player_id), amount: redemption.price_tokens }];
  return { ...headOf("reward.refund", redemption, occurred_at), id, corrects, transfers };
}

function headOf(kind: string, redemption: HeldRedemption, occurred_at: Date) {
  return { kind, reason_ref: `redemption:${redemption.id}`, occurred_at, subject_id: redemption.player_id };
}
