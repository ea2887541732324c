import type { BaseContext } from "@oneheart/kernel";
import type { Ledger } from "@oneheart/ledger";
import { impactState } from "../state.ts";

/** The ledger of this service, which knows the accounts that it has seen. */
export function ledgerOf(ctx: Pick<BaseContext, "state">): Ledger {
  return ctx.state(impactState).ledger;
}
