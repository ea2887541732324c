import type { Tx } from "@oneheart/kernel";
import { type Ledger, LedgerConflict, type PostResult } from "@oneheart/ledger";
import { type Amounts, accountOf, amountNames, amountsOf, type Correction, correctionDraft } from "../../rules/correction.ts";
import { correctionStore } from "./store.ts";

/** What lies on each account of an award and is not held for something else. */
export async function availableOf(tx: Tx, ledger: Ledger, player_id: string): Promise<Amounts> {
  const accounts = amountNames.map((name) => accountOf(name, player_id));
  const balances = await ledger.balances(tx.db, accounts);
  return amountsOf((name) => balances[amountNames.indexOf(name)]!.available);
}

/**
 * Posts corrections and keeps them, each with its transaction. The ledger has locked nothing when balances are read, so they may have
 * changed since: then everything is done again.
 */
export async function postCorrections(tx: Tx, ledger: Ledger, corrections: readonly Correction[]): Promise<Array<string | null>> {
  const drafts = corrections.map(correctionDraft);
  const posted = await ledger.post(
    tx.db,
    drafts.filter((draft) => draft !== undefined),
  );
  for (const answer of posted) requirePosted(answer);
  const ids = corrections.map(({ id }, index) => (drafts[index] === undefined ? null : id));
  for (const [index, correction] of corrections.entries()) await correctionStore(tx).add(correction, ids[index] ?? null);
  return ids;
}

function requirePosted(answer: PostResult): void {
  if (answer.ok) return;
  if (answer.code === "insufficient_funds") throw new LedgerConflict("what was there to take back was spent at this moment");
  throw new Error(`the ledger refused a correction: ${answer.message}`);
}
