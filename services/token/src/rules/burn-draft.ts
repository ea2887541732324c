import type { TransactionDraft } from "@oneheart/ledger";
import { burnedHearts, heartsOf } from "./accounts.ts";

/** Burns an erased player's tokens. The reference names the erasure and not the player: it stands in a public leaf. */
export function burnDraft(player_id: string, amount: bigint, id: string, occurred_at: Date): TransactionDraft {
  return {
    id,
    kind: "player.erased",
    reason_ref: `erasure:${id}`,
    occurred_at,
    subject_id: player_id,
    transfers: [{ debit: heartsOf(player_id), credit: burnedHearts, amount }],
  };
}
