/** The parts of an audit, in the order in which they run. */
export type AuditCheck = "assets" | "accounts" | "transactions" | "holds";

export type AuditCode =
  | "debits_differ_from_credits"
  | "pending_differs"
  | "issued_burned_held_differ"
  | "balance_differs_from_entries"
  | "version_differs_from_entries"
  | "balance_below_limit"
  | "balance_was_below_limit"
  | "entry_without_transaction"
  | "entry_broken"
  | "entry_asset_differs"
  | "positions_not_contiguous"
  | "xp_between_holders"
  | "leaf_hash_differs"
  | "leaf_differs_from_rows"
  | "idempotency_not_unique"
  | "hold_resolved_more_than_once"
  | "hold_captured_too_much"
  | "hold_capture_without_transfer"
  | "hold_open_list_differs";

/** Something that is not as it must be. `ref` names the asset, account, transaction or hold. */
export interface AuditFinding {
  code: AuditCode;
  ref: string;
  message: string;
}

/** One page of a check: `checked` more of `of` in total. */
export interface AuditStep {
  check: AuditCheck;
  checked: number;
  of: number;
  findings: AuditFinding[];
  /** Commitments on the page that nobody can open any more, because their subject is erased. */
  erased_commitments?: number;
}
