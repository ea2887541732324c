import { impactContract } from "@oneheart/contracts";
import { impactInternal, wholeContract } from "@oneheart/contracts/internal";
import { defineService } from "@oneheart/kernel";
import { auditAwards } from "./audit/awards.ts";
import { auditCorrections } from "./audit/corrections.ts";
import { auditDays } from "./audit/days.ts";
import { auditEntries } from "./audit/entries.ts";
import { auditCounts, auditTotals } from "./audit/totals.ts";
import { badgeTypes } from "./operations/badge-types.ts";
import { calculateImpact } from "./operations/calculate-impact.ts";
import { createRuleSet } from "./operations/create-rule-set.ts";
import { distribution } from "./operations/distribution.ts";
import { dropRewardBudget } from "./operations/drop-reward-budget.ts";
import { earningLimits } from "./operations/earning-limits.ts";
import { getRewardPolicy } from "./operations/get-reward-policy.ts";
import { impactOfActions } from "./operations/impact-of-actions.ts";
import { listAwards } from "./operations/list-awards.ts";
import { listLedger } from "./operations/list-ledger.ts";
import { listRuleSets } from "./operations/list-rule-sets.ts";
import { logCheckpoint } from "./operations/log-checkpoint.ts";
import { logEntries } from "./operations/log-entries.ts";
import { logKey } from "./operations/log-key.ts";
import { logTile } from "./operations/log-tile.ts";
import { ownData } from "./operations/own-data.ts";
import { poolSplit } from "./operations/pool-split.ts";
import { receipt } from "./operations/receipt.ts";
import { setRewardBudget } from "./operations/set-reward-budget.ts";
import { setRewardPolicy } from "./operations/set-reward-policy.ts";
import { simulatePolicy } from "./operations/simulate-policy.ts";
import { impactSettings } from "./settings.ts";
import { impactState } from "./state.ts";
import { onActionReversed } from "./subscribers/on-action-reversed.ts";
import { onActionVerified } from "./subscribers/on-action-verified.ts";
import { onClaimDue } from "./subscribers/on-claim-due.ts";

/** The impact engine: turns verified actions into XP, Heart tokens, impact credits and badges, by rules that anyone can recompute, and seals the ledger. */
export const impactService = defineService(wholeContract(impactContract, impactInternal), {
  operations: {
    ownData,
    badgeTypes,
    poolSplit,
    listAwards,
    calculateImpact,
    distribution,
    listLedger,
    receipt,
    logCheckpoint,
    logKey,
    logEntries,
    logTile,
    listRuleSets,
    createRuleSet,
    impactOfActions,
    earningLimits,
    getRewardPolicy,
    setRewardPolicy,
    simulatePolicy,
    setRewardBudget,
    dropRewardBudget,
  },
  subscribers: [onActionVerified, onActionReversed, onClaimDue],
  migrations: new URL("../migrations/", import.meta.url),
  audits: [auditEntries, auditAwards, auditCorrections, auditTotals, auditCounts, auditDays],
  settings: impactSettings,
  state: impactState,
});

export { impactSettings } from "./settings.ts";
