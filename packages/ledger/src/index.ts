/** Folder of the ledger's migrations: plain numbered SQL, forward only. */
export const ledgerMigrations = new URL("../migrations/", import.meta.url);
export type { AuditCheck, AuditFinding, AuditStep } from "./audit/audit.ts";
export type { OwnerQuery } from "./balances.ts";
export type { LedgerDb } from "./database.ts";
export type {
  AccountRef,
  AssetCode,
  CaptureDraft,
  HoldDraft,
  Idempotency,
  ReleaseDraft,
  TransactionDraft,
  TransferDraft,
} from "./drafts.ts";
export { LedgerConflict } from "./errors.ts";
export { type Flow, type FlowCursor, type FlowPart, flowsBetween, listMovements, type Movement, sealedSize } from "./flows/flows.ts";
export { type HoldingChange, holdingsBetween, ownersOf, type SentFlow, sentBetween } from "./flows/holdings.ts";
export type { Direction, HistoryCursor, HistoryEntry, HistoryQuery } from "./history.ts";
export type { AccountName, Leaf, LeafEntry } from "./leaf.ts";
export { createLedger, type Ledger, type LedgerDeps } from "./ledger.ts";
export type { LogAuditCheck, LogAuditCode, LogAuditFinding, LogAuditOptions, LogAuditStep } from "./log/audit/step.ts";
export type { StoredCheckpoint } from "./log/checkpoint.ts";
export { LedgerLogError, type LogErrorCode } from "./log/error.ts";
export { LogKeyError, type LogKeySettings, type LogKeySources, type LogKeys, readLogKeys } from "./log/keys.ts";
export { ledgerLog } from "./log/log.ts";
export { leafHash } from "./log/read.ts";
export { createSequencer, type Sequencer, type SequencerOptions } from "./log/sequencer.ts";
export { openLog } from "./log/state.ts";
export type { WitnessErrorCode } from "./log/witness/error.ts";
export type { Witness, WitnessQuorum } from "./log/witness/witness.ts";
export { createWitnessClient, type WitnessClient, type WitnessClientOptions } from "./log/witness/witness-client.ts";
export type { Balance, LedgerErrorCode, Posted, PostResult, Refusal } from "./results.ts";
export { splitByLargestRemainder, splitByWeights } from "./rules/split.ts";
export { checkpointAt } from "./snapshot/checkpoint-at.ts";
export { inSnapshot } from "./snapshot/in-snapshot.ts";
export { continuingBundles, continuingTiles, type LogPart } from "./snapshot/parts.ts";
