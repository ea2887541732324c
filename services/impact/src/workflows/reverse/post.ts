import type { Tx } from "@oneheart/kernel";
import { type Ledger, LedgerConflict, type PostResult } from "@oneheart/ledger";
import { type Amounts, accountOf, amountNames, amountsOf, type Correction, correctionDraft } from "../../rules/correction.ts";
import { type AwardRow, correctionStore } from "../../store/corrections.ts";
import { postRewards } from "../award/post-rewards.ts";

/** What lies on each account of an award and is not held for something else. */
export async function availableOf(tx: Tx, ledger: Ledger, player_id: string): Promise<Amounts> {
  const accounts = amountNames.map((name) => accountOf(name, player_id));
  const balances = await ledger.balances(tx.db, accounts);
  return amountsOf((name) => balances[amountNames.indexOf(name)]!.available);
}

/**
 * Posts corrections and keeps them, each with its transaction. The ledger has locked nothing when balances are read, so they may have
 * changed since: then everything is done again. An award that counts no more, or again, gives its days their share back, or takes it
 * again: whatever of it could be taken back, the rest is owed.
 */
export async function postCorrections(
  tx: Tx,
  ledger: Ledger,
  corrections: readonly Correction[],
  counted?: CountedAward,
): Promise<Array<string | null>> {
  const drafts = corrections.map(correctionDraft);
  const toPost = drafts.filter((draft) => draft !== undefined);
  const { subject, use } = counted === undefined ? { subject: undefined, use: noUse } : countIn(counted);
  const [posted = []] = await postRewards(ledger, tx.db, [{ subject, decide: () => ({ use, drafts: toPost }) }]);
  for (const answer of posted) requirePosted(answer);
  const ids = corrections.map(({ id }, index) => (drafts[index] === undefined ? null : id));
  for (const [index, correction] of corrections.entries()) await correctionStore(tx).add(correction, ids[index] ?? null);
  return ids;
}

/** An award that counts in its days no more (-1), or again (1). */
interface CountedAward {
  award: AwardRow;
  by: 1 | -1;
}

const noUse = { xp: 0, tokens: 0, awards: 0 };

function countIn({ award, by }: CountedAward) {
  const { player_id, mission_id, zone_id, facts, xp, tokens } = award;
  return {
    subject: { player_id, mission_id, zone_id, day: facts.action_day },
    use: { xp: by * Number(xp), tokens: by * Number(tokens), awards: by },
  };
}

function requirePosted(answer: PostResult): void {
  if (answer.ok) return;
  if (answer.code === "insufficient_funds") throw new LedgerConflict("what was there to take back was spent at this moment");
  throw new Error(`the ledger refused a correction: ${answer.message}`);
}
