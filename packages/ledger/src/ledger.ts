import { type AuditStep, audit } from "./audit/audit.ts";
import { type OwnerQuery, readBalances } from "./balances.ts";
import { commitmentKey } from "./commitment.ts";
import { type LedgerDb, requireTransaction } from "./database.ts";
import type { AccountRef, TransactionDraft } from "./drafts.ts";
import { type HistoryEntry, type HistoryQuery, readHistory } from "./history.ts";
import { type PostContext, type PostDeps, post } from "./post/post.ts";
import type { Balance, PostResult } from "./results.ts";
import { createAccountCache } from "./store/account-cache.ts";
import { findOverdueHolds } from "./store/holds.ts";
import { eraseSubject, findSubjects } from "./store/subjects.ts";

/** Clock and ids; `newId` makes UUIDv7. */
export type LedgerDeps = PostDeps;

/** The double-entry ledger. Everything is in the database that each call is given; what it has seen of accounts is only a short way to them. */
export interface Ledger {
  /**
   * Records transactions, each whole or not at all, and answers one by one in their order: a refused one does not sink
   * the others. Must run inside a database transaction, once in it, with READ COMMITTED.
   * Throws `LedgerConflict` (SQLSTATE 40001) when the database transaction must be run again.
   *
   * Refused from the draft alone: `no_transfers`, `id_invalid`, `text_invalid`, `time_invalid`, `detail_not_json`,
   * `leaf_too_large`, `amount_not_positive`, `amount_too_large`, `unknown_asset`, `account_kind_unknown`,
   * `account_owner_required`, `account_owner_not_allowed`, `asset_mismatch`, `self_transfer`, `xp_not_transferable`,
   * `burned_not_spendable`.
   * Refused because of what is recorded: `insufficient_funds`, `amount_too_large` (of a running sum),
   * `duplicate_id_other_content`, `duplicate_entry_id`, `idempotency_mismatch`, `corrected_not_found`, `hold_not_found`,
   * `hold_already_resolved`, `hold_amount_exceeded`, `hold_expired`, `hold_not_expired`.
   */
  post(db: LedgerDb, drafts: readonly TransactionDraft[]): Promise<PostResult[]>;

  /** Balances of accounts, in their order, or of all accounts of an owner. */
  balances(db: LedgerDb, query: readonly AccountRef[] | OwnerQuery): Promise<Balance[]>;

  /** An owner's transfers, newest first. */
  history(db: LedgerDb, query: HistoryQuery): Promise<HistoryEntry[]>;

  /** Expires up to `limit` overdue holds, each in a transaction of kind `hold.expired`. Must run like `post`. */
  expireHolds(db: LedgerDb, options: { limit: number }): Promise<PostResult[]>;

  /** The secret that opens the subject's commitments in one leaf, or undefined once the subject is erased. */
  commitmentKey(db: LedgerDb, query: { transaction_id: string; subject_id: string }): Promise<string | undefined>;

  /** Erases what ties a person to leaves and accounts; answers how many accounts were cut loose. Leaves stay valid. */
  eraseSubject(db: LedgerDb, subject_id: string): Promise<number>;

  /** Checks the whole ledger, page by page. Must run inside a REPEATABLE READ transaction, or it would see changes. */
  audit(db: LedgerDb): AsyncIterable<AuditStep>;
}

/** Makes the ledger. */
export function createLedger({ newId, now }: LedgerDeps): Ledger {
  const deps = { newId, now, cache: createAccountCache() };
  return {
    post: (db, drafts) => post(db, drafts, deps),
    balances: readBalances,
    history: readHistory,
    expireHolds: (db, options) => expireHolds(db, options.limit, deps),
    async commitmentKey(db, { transaction_id, subject_id }) {
      const subject = (await findSubjects(db, [subject_id])).get(subject_id);
      return subject && commitmentKey(subject.salt, transaction_id);
    },
    eraseSubject(db, subject_id) {
      requireTransaction(db, "eraseSubject");
      return eraseSubject(db, subject_id, `erased:${newId()}`);
    },
    audit,
  };
}

/** Two processes that find the same hold: one expires it, the other is answered `hold_already_resolved`. */
async function expireHolds(db: LedgerDb, limit: number, deps: PostContext): Promise<PostResult[]> {
  requireTransaction(db, "expireHolds");
  const now = deps.now();
  const overdue = await findOverdueHolds(db, now, limit);
  const drafts = overdue.map((hold_id): TransactionDraft => {
    return { kind: "hold.expired", reason_ref: `hold:${hold_id}`, occurred_at: now, expiries: [{ hold_id }] };
  });
  return post(db, drafts, deps);
}
