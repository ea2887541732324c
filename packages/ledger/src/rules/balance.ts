import type { AccountRef } from "../drafts.ts";
import type { Balance } from "../results.ts";
import { type AccountState, available } from "./running-balance.ts";

/** An account's balance from its sums. */
export function balanceOf(
  { kind, owner_id = null, asset }: AccountRef,
  sums: Pick<AccountState, "debits_posted" | "credits_posted" | "debits_pending" | "credits_pending">,
): Balance {
  return {
    kind,
    owner_id,
    asset,
    posted: sums.credits_posted - sums.debits_posted,
    pending: sums.debits_pending,
    incoming: sums.credits_pending,
    available: available(sums),
  };
}
