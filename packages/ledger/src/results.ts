/** Every reason for which the ledger refuses a transaction. */
export type LedgerErrorCode =
  | "no_transfers"
  | "id_invalid"
  | "text_invalid"
  | "time_invalid"
  | "detail_not_json"
  | "leaf_too_large"
  | "amount_not_positive"
  | "amount_too_large"
  | "unknown_asset"
  | "account_kind_unknown"
  | "account_owner_required"
  | "account_owner_not_allowed"
  | "asset_mismatch"
  | "self_transfer"
  | "xp_not_transferable"
  | "burned_not_spendable"
  | "insufficient_funds"
  | "duplicate_id_other_content"
  | "duplicate_entry_id"
  | "idempotency_mismatch"
  | "corrected_not_found"
  | "hold_not_found"
  | "hold_already_resolved"
  | "hold_amount_exceeded"
  | "hold_expired"
  | "hold_not_expired";

/** An expected no. `detail` is JSON, amounts as strings. */
export interface Refusal {
  ok: false;
  code: LedgerErrorCode;
  message: string;
  detail?: Record<string, unknown>;
}

/** What is on an account, in minor units. */
export interface Balance {
  kind: string;
  owner_id: string | null;
  asset: string;
  /** What has come in minus what has gone out. */
  posted: bigint;
  /** What holds reserve of it. */
  pending: bigint;
  /** What holds elsewhere reserve for it. */
  incoming: bigint;
  /** Posted minus pending: what can be spent. */
  available: bigint;
}

/** A recorded transaction; `replayed` when it had been recorded before and this call changed nothing. */
export interface Posted {
  ok: true;
  id: string;
  seq: bigint;
  replayed: boolean;
  /** Of each account that it touched, as it was right after it; none when it is replayed. */
  balances: readonly Balance[];
}

export type PostResult = Posted | Refusal;

/** Builds a refusal. */
export function refuse(code: LedgerErrorCode, message: string, detail?: Record<string, unknown>): Refusal {
  return detail === undefined ? { ok: false, code, message } : { ok: false, code, message, detail };
}
