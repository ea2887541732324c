import { analyticsContract } from "@oneheart/contracts";
import { analyticsInternal, wholeContract } from "@oneheart/contracts/internal";
import { defineService } from "@oneheart/kernel";
import { audits } from "./audit/audits.ts";
import { countMissedJob } from "./jobs/count-missed.ts";
import { dataChecksJob } from "./jobs/data-checks.ts";
import { recount } from "./jobs/recount.ts";
import { snapshot } from "./jobs/snapshot.ts";
import { actionEntries } from "./operations/action-entries.ts";
import { activityDays } from "./operations/activity-days.ts";
import { adminDashboard } from "./operations/admin-dashboard.ts";
import { countDays } from "./operations/count-days.ts";
import { createExport } from "./operations/create-export.ts";
import { dashboardParts } from "./operations/dashboard-parts.ts";
import { dataQuality } from "./operations/data-quality.ts";
import { economyHolders } from "./operations/economy-holders.ts";
import { economyMonitor } from "./operations/economy-monitor.ts";
import { economyParts } from "./operations/economy-parts.ts";
import { exportFile } from "./operations/export-file.ts";
import { exportKey } from "./operations/export-key.ts";
import { figureDays } from "./operations/figure-days.ts";
import { figureParts } from "./operations/figure-parts.ts";
import { flowEntries } from "./operations/flow-entries.ts";
import { getExport } from "./operations/get-export.ts";
import { getGoalMappings } from "./operations/get-goal-mappings.ts";
import { getProgramme } from "./operations/get-programme.ts";
import { listExports } from "./operations/list-exports.ts";
import { listPeriods } from "./operations/list-periods.ts";
import { nationCells } from "./operations/nation-cells.ts";
import { nationDashboard } from "./operations/nation-dashboard.ts";
import { ownData } from "./operations/own-data.ts";
import { policyInsights } from "./operations/policy-insights.ts";
import { programmeFigures } from "./operations/programme-figures.ts";
import { recountFindings } from "./operations/recount-findings.ts";
import { redeemableRewards } from "./operations/redeemable-rewards.ts";
import { runChecks } from "./operations/run-checks.ts";
import { setGoalMappings } from "./operations/set-goal-mappings.ts";
import { signPeriod } from "./operations/sign-period.ts";
import { updateProgramme } from "./operations/update-programme.ts";
import { zoneWindows } from "./operations/zone-windows.ts";
import { analyticsState } from "./state.ts";
import { onAccountRegistered } from "./subscribers/on-account-registered.ts";
import { onExportRequested } from "./subscribers/on-export-requested.ts";
import { onPlayerErased } from "./subscribers/on-player-erased.ts";
import { onProofWitnessed } from "./subscribers/on-proof-witnessed.ts";
import { onQuestFailed } from "./subscribers/on-quest-failed.ts";
import { onQuestStarted } from "./subscribers/on-quest-started.ts";
import { onQuestSubmitted } from "./subscribers/on-quest-submitted.ts";
import { onRewardChanged } from "./subscribers/on-reward-changed.ts";
import { onRewardRedeemed } from "./subscribers/on-reward-redeemed.ts";
import { onTokensTransferred } from "./subscribers/on-tokens-transferred.ts";
import { exportWorker } from "./workers/build-exports.ts";

/** Figures: what the programme has come to, each with the way down to what it is made of. */
export const analyticsService = defineService(wholeContract(analyticsContract, analyticsInternal), {
  operations: {
    ownData,
    programmeFigures,
    actionEntries,
    flowEntries,
    figureDays,
    redeemableRewards,
    figureParts,
    getProgramme,
    updateProgramme,
    adminDashboard,
    activityDays,
    countDays,
    dashboardParts,
    recountFindings,
    nationDashboard,
    nationCells,
    listExports,
    createExport,
    getExport,
    exportFile,
    exportKey,
    getGoalMappings,
    setGoalMappings,
    policyInsights,
    dataQuality,
    runChecks,
    listPeriods,
    signPeriod,
    economyMonitor,
    economyParts,
    economyHolders,
    zoneWindows,
  },
  subscribers: [
    onAccountRegistered,
    onQuestStarted,
    onQuestSubmitted,
    onQuestFailed,
    onRewardChanged,
    onProofWitnessed,
    onTokensTransferred,
    onRewardRedeemed,
    onPlayerErased,
    onExportRequested,
  ],
  jobs: [countMissedJob, recount, dataChecksJob, snapshot],
  workers: [exportWorker],
  migrations: new URL("../migrations/", import.meta.url),
  audits: [...audits],
  state: analyticsState,
});
