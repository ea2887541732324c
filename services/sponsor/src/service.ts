import { sponsorContract } from "@oneheart/contracts";
import { sponsorInternal, wholeContract } from "@oneheart/contracts/internal";
import { defineService } from "@oneheart/kernel";
import { auditCampaignDays } from "./audit/days.ts";
import { auditDraws } from "./audit/draws.ts";
import { auditFunds } from "./audit/funds.ts";
import { auditPositions } from "./audit/positions.ts";
import { auditStarts } from "./audit/starts.ts";
import { auditVoices } from "./audit/voices.ts";
import { drawStarts } from "./jobs/draw-starts.ts";
import { reportMonths } from "./jobs/report-months.ts";
import { settleReservations } from "./jobs/settle-reservations.ts";
import { sweepReports } from "./jobs/sweep-reports.ts";
import { actionCover } from "./operations/action-cover.ts";
import { answerVoice } from "./operations/answer-voice.ts";
import { campaignActions } from "./operations/campaign-actions.ts";
import { cancelContribution } from "./operations/cancel-contribution.ts";
import { claimActions } from "./operations/claim-actions.ts";
import { confirmContribution } from "./operations/confirm-contribution.ts";
import { contribute } from "./operations/contribute.ts";
import { coverQuests } from "./operations/cover-quests.ts";
import { createCampaign } from "./operations/create-campaign.ts";
import { createOrganisation } from "./operations/create-organisation.ts";
import { endCampaign } from "./operations/end-campaign.ts";
import { getCampaign } from "./operations/get-campaign.ts";
import { getProgrammeBudget } from "./operations/get-programme-budget.ts";
import { handOutVoiceLinks } from "./operations/hand-out-voice-links.ts";
import { listCampaigns } from "./operations/list-campaigns.ts";
import { listClaims } from "./operations/list-claims.ts";
import { listContributions } from "./operations/list-contributions.ts";
import { listMembers } from "./operations/list-members.ts";
import { listOrganisations } from "./operations/list-organisations.ts";
import { listReports } from "./operations/list-reports.ts";
import { makeReport } from "./operations/make-report.ts";
import { missionsPaused } from "./operations/missions-paused.ts";
import { ownData } from "./operations/own-data.ts";
import { pauseCampaign } from "./operations/pause-campaign.ts";
import { paymentWebhook } from "./operations/payment-webhook.ts";
import { readCampaigns } from "./operations/read-campaigns.ts";
import { refundCampaign } from "./operations/refund-campaign.ts";
import { releaseReward } from "./operations/release-reward.ts";
import { removeMember } from "./operations/remove-member.ts";
import { reportFile } from "./operations/report-file.ts";
import { reportKey } from "./operations/report-key.ts";
import { reserveReward } from "./operations/reserve-reward.ts";
import { resumeCampaign } from "./operations/resume-campaign.ts";
import { setMember } from "./operations/set-member.ts";
import { setMissionSplit } from "./operations/set-mission-split.ts";
import { setProgrammeBudget } from "./operations/set-programme-budget.ts";
import { setRoiAssumptions } from "./operations/set-roi-assumptions.ts";
import { sponsorEntries } from "./operations/sponsor-entries.ts";
import { sponsorGallery } from "./operations/sponsor-gallery.ts";
import { sponsorMoney } from "./operations/sponsor-money.ts";
import { sponsorPanel } from "./operations/sponsor-panel.ts";
import { sponsorParts } from "./operations/sponsor-parts.ts";
import { sponsorRoi } from "./operations/sponsor-roi.ts";
import { startOrder } from "./operations/start-order.ts";
import { support } from "./operations/support.ts";
import { updateCampaign } from "./operations/update-campaign.ts";
import { voiceCells } from "./operations/voice-cells.ts";
import { voiceQuestion } from "./operations/voice-question.ts";
import { sponsorSettings } from "./settings.ts";
import { sponsorState } from "./state.ts";
import { onPicturesChanged } from "./subscribers/on-pictures-changed.ts";
import { onPlayerErased } from "./subscribers/on-player-erased.ts";
import { onQuestDropped } from "./subscribers/on-quest-dropped.ts";
import { onQuestFailed } from "./subscribers/on-quest-failed.ts";
import { onRewardCorrected } from "./subscribers/on-reward-corrected.ts";
import { onRewardCovered } from "./subscribers/on-reward-covered.ts";

/** Sponsors: their campaigns and money, what is reserved for quests and drawn for actions, and who may claim what. */
export const sponsorService = defineService(wholeContract(sponsorContract, sponsorInternal), {
  operations: {
    actionCover,
    campaignActions,
    cancelContribution,
    claimActions,
    confirmContribution,
    contribute,
    coverQuests,
    createCampaign,
    createOrganisation,
    endCampaign,
    getCampaign,
    getProgrammeBudget,
    listCampaigns,
    readCampaigns,
    listClaims,
    listContributions,
    listMembers,
    listOrganisations,
    listReports,
    makeReport,
    missionsPaused,
    ownData,
    pauseCampaign,
    paymentWebhook,
    refundCampaign,
    releaseReward,
    removeMember,
    reportFile,
    reportKey,
    reserveReward,
    resumeCampaign,
    setMember,
    setMissionSplit,
    setProgrammeBudget,
    setRoiAssumptions,
    sponsorEntries,
    sponsorGallery,
    sponsorMoney,
    sponsorPanel,
    sponsorParts,
    sponsorRoi,
    startOrder,
    handOutVoiceLinks,
    voiceQuestion,
    answerVoice,
    voiceCells,
    support,
    updateCampaign,
  },
  subscribers: [onPicturesChanged, onPlayerErased, onQuestDropped, onQuestFailed, onRewardCorrected, onRewardCovered],
  jobs: [drawStarts, reportMonths, settleReservations, sweepReports],
  migrations: new URL("../migrations/", import.meta.url),
  settings: sponsorSettings,
  state: sponsorState,
  audits: [auditFunds, auditCampaignDays, auditDraws, auditPositions, auditStarts, auditVoices],
});
