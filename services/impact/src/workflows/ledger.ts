import type { BaseContext } from "@oneheart/kernel";
import { createLedger, type Ledger } from "@oneheart/ledger";

/** The ledger with this context's clock and ids. */
export function ledgerOf({ newId, clock }: Pick<BaseContext, "newId" | "clock">): Ledger {
  return createLedger({ newId, now: () => clock.now() });
}
