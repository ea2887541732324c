/** The parts of the log's audit, in the order in which they run. */
export type LogAuditCheck = "log_transactions" | "log_leaves" | "log_checkpoints";

export type LogAuditCode =
  | "transaction_not_in_log"
  | "transaction_sealed_and_pending"
  | "transaction_pending_too_long"
  | "pending_without_transaction"
  | "leaf_without_transaction"
  | "leaf_index_not_dense"
  | "leaf_differs_from_transaction"
  | "tile_differs_from_leaf"
  | "tile_differs"
  | "bundle_differs_from_leaves"
  | "log_state_differs"
  | "checkpoint_unreadable"
  | "checkpoint_unsigned"
  | "checkpoint_root_differs"
  | "checkpoint_beyond_log";

/** Something in the log that is not as it must be. `ref` names the transaction, leaf, tile, bundle or checkpoint. */
export interface LogAuditFinding {
  code: LogAuditCode;
  ref: string;
  message: string;
}

/** One page of a check: `checked` more of `of` in total. */
export interface LogAuditStep {
  check: LogAuditCheck;
  checked: number;
  of: number;
  findings: LogAuditFinding[];
}

export interface LogAuditOptions {
  /** Every verifier key that the log has signed with; without any, signatures are not checked. */
  verifierKeys?: readonly string[];
  /** A transaction may wait this long after it occurred. */
  pending_s_max?: number;
  now: Date;
}
