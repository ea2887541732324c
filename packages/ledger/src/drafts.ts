/** What a caller asks the ledger to record. Amounts are in the asset's minor units; ids are lowercase UUIDs. */

/** XP, HEART and CREDIT (scale 0, 0, 2), or a currency (scale 2). */
export type AssetCode = string;

/** Names an account; it is created on first use. */
export interface AccountRef {
  kind: string;
  owner_id?: string | null;
  asset: AssetCode;
}

/** Moves `amount` out of `debit` and into `credit`. */
export interface TransferDraft {
  id?: string;
  debit: AccountRef;
  credit: AccountRef;
  amount: bigint;
}

/** Reserves `amount` on `debit` for `credit` until it is captured, released or expires. */
export interface HoldDraft {
  id?: string;
  debit: AccountRef;
  credit: AccountRef;
  amount: bigint;
  expires_at?: Date | null;
}

/** Resolves a hold by moving `amount` (all of it when absent); what is left over is freed. `id` is the transfer's. */
export interface CaptureDraft {
  id?: string;
  hold_id: string;
  amount?: bigint;
}

/** Resolves a hold by freeing all of it. */
export interface ReleaseDraft {
  hold_id: string;
}

/** Who asked, with which key, for what: the same key with the same fingerprint answers the first result again. */
export interface Idempotency {
  principal: string;
  key: string;
  fingerprint: string;
}

/**
 * A set of entries that happen together or not at all, applied in this order:
 * releases, expiries, captures, transfers, holds. What one entry frees or pays in, a later one may spend.
 */
export interface TransactionDraft {
  id?: string;
  kind: string;
  reason_ref: string;
  occurred_at: Date;
  /** The person it concerns. The leaf holds only a salted commitment to it. */
  subject_id?: string | null;
  /** JSON without personal data, amounts and ids as strings; sealed in the leaf. */
  detail?: Record<string, unknown>;
  /** The transaction that this one compensates. */
  corrects?: string;
  idempotency?: Idempotency;
  transfers?: TransferDraft[];
  holds?: HoldDraft[];
  captures?: CaptureDraft[];
  releases?: ReleaseDraft[];
  /** Like a release, but only once the hold's `expires_at` has passed. */
  expiries?: ReleaseDraft[];
}
