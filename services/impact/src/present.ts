import type { impactContract, Output } from "@oneheart/contracts";
import type { LedgerRow, RuleSetRow } from "./store/impact.ts";

type LedgerEntry = Output<typeof impactContract.operations.listLedger>["items"][number];
type StoredRuleSet = Output<typeof impactContract.operations.createRuleSet>;

/** A row of the ledger as the contract shows it. */
export function presentEntry({ corrects, ...row }: LedgerRow): LedgerEntry {
  return {
    ...row,
    ...(corrects === null ? {} : { corrects }),
    xp_delta: Number(row.xp_delta),
    tokens_delta: Number(row.tokens_delta),
    impact_credits_delta: Number(row.impact_credits_delta),
    ledger_timestamp: row.ledger_timestamp.toISOString(),
    leaf_index: row.leaf_index === null ? null : Number(row.leaf_index),
  };
}

/** A version of the rules as the contract shows it. */
export function presentRuleSet({ version, active, rules, created_at }: RuleSetRow): StoredRuleSet {
  return { version, active, rules, created_at: created_at.toISOString() };
}

/** Hundredths as whole credits with two decimals. */
export function toCredits(minor: bigint): number {
  return Number(minor) / 100;
}
