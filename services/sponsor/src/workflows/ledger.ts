import type { BaseContext, DatabaseTransaction } from "@oneheart/kernel";
import type { Ledger, Posted, TransactionDraft } from "@oneheart/ledger";
import { sponsorState } from "../state.ts";

/** The ledger of this service, which knows the accounts that it has seen. */
function ledgerOf(ctx: Pick<BaseContext, "state">): Ledger {
  return ctx.state(sponsorState).ledger;
}

/** Posts what cannot be refused: what is moved was found there, under its lock. A refusal is a bug, and undoes everything. */
export async function postAll(
  ctx: Pick<BaseContext, "state">,
  db: DatabaseTransaction,
  drafts: readonly TransactionDraft[],
): Promise<Posted[]> {
  if (drafts.length === 0) return [];
  const answers = await ledgerOf(ctx).post(db, drafts);
  return answers.map((answer, index) => {
    if (answer.ok) return answer;
    throw new Error(`the ledger refused ${drafts[index]!.kind} of ${drafts[index]!.reason_ref}: ${answer.message}`);
  });
}
