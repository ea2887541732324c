import type { LedgerDb } from "../database.ts";
import type { Catalogue } from "../rules/catalogue.ts";
import type { Entry, EntryType } from "../rules/entry.ts";
import type { Accounts } from "../rules/running-balance.ts";
import { type AccountChange, type TransactionRow, type TransferRow, writeTransactions } from "../store/write.ts";
import { type HoldInsert, type ResolutionInsert, writeHolds } from "../store/write-holds.ts";
import type { Item } from "./item.ts";

const OUTCOMES: Partial<Record<EntryType, ResolutionInsert["outcome"]>> = { capture: "captured", release: "released", expiry: "expired" };

/** Writes the accepted items and answers each one's seq by transaction id. */
export async function record(
  db: LedgerDb,
  accepted: readonly Item[],
  balances: { before: Accounts; after: Accounts },
  catalogue: Catalogue,
): Promise<Map<string, bigint>> {
  const idOf = (key: string) => balances.after.get(key)!.id;
  const placed = accepted.flatMap((item) => item.entries.map((entry, position) => ({ transaction_id: item.id, entry, position })));
  const rowOf = ({ transaction_id, entry, position }: { transaction_id: string; entry: Entry; position: number }) => ({
    transaction_id,
    position,
    debit_account_id: idOf(entry.debit_key),
    credit_account_id: idOf(entry.credit_key),
    asset_id: catalogue.assets.get(entry.debit.asset)!.id,
    amount: entry.amount,
  });
  const transfers = placed
    .filter(({ entry }) => entry.type === "transfer" || entry.type === "capture")
    .map((line): TransferRow => ({ ...rowOf(line), id: line.entry.id!, hold_id: line.entry.hold?.id ?? null }));
  const seqs = await writeTransactions(db, accepted.map(transactionRow), transfers, changesBetween(balances.before, balances.after));

  const holds = placed
    .filter(({ entry }) => entry.type === "hold")
    .map((line): HoldInsert => {
      return { ...rowOf(line), id: line.entry.id!, seq: seqs.get(line.transaction_id)!, expires_at: line.entry.expires_at ?? null };
    });
  const resolutions = placed.flatMap(({ transaction_id, entry, position }): ResolutionInsert[] => {
    const outcome = OUTCOMES[entry.type];
    if (outcome === undefined) return [];
    const amount_captured = outcome === "captured" ? entry.amount : 0n;
    return [{ hold_id: entry.hold!.id, transaction_id, seq: seqs.get(transaction_id)!, position, outcome, amount_captured }];
  });
  await writeHolds(db, holds, resolutions);
  return seqs;
}

function transactionRow(item: Item): TransactionRow {
  return {
    id: item.id,
    kind: item.draft.kind,
    reason_ref: item.draft.reason_ref,
    occurred_at: item.draft.occurred_at,
    subject_ref: item.subject_ref ?? null,
    corrects: item.draft.corrects ?? null,
    idempotency_hash: item.idempotency_hash ?? null,
    fingerprint: item.fingerprint ?? null,
    leaf: item.leaf!,
  };
}

function changesBetween(before: Accounts, after: Accounts): AccountChange[] {
  const changes: AccountChange[] = [];
  for (const [key, old] of before) {
    const state = after.get(key)!;
    if (state.version === old.version) continue;
    changes.push({
      id: state.id,
      debits_posted: state.debits_posted - old.debits_posted,
      credits_posted: state.credits_posted - old.credits_posted,
      debits_pending: state.debits_pending - old.debits_pending,
      credits_pending: state.credits_pending - old.credits_pending,
      version: state.version - old.version,
    });
  }
  return changes;
}
