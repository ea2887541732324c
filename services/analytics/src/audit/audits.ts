import type { Audit } from "@oneheart/kernel";
import { auditEntries } from "./entries.ts";
import { auditFlows } from "./flows.ts";
import { auditHoldings } from "./holdings.ts";
import { auditDaySums, auditSums } from "./sums.ts";

/** Every figure counted again: from the ledger, and from the entries that are counted. */
export const audits: readonly Audit[] = [auditEntries, auditSums, auditDaySums, auditFlows, auditHoldings];
