import { tokenContract } from "@oneheart/contracts";
import { tokenInternal, wholeContract } from "@oneheart/contracts/internal";
import { defineService } from "@oneheart/kernel";
import { auditAnswers } from "./audit/answers.ts";
import { auditRedemptionHolds, auditRedemptions } from "./audit/redemptions.ts";
import { auditCodes, auditRefunds, auditStockOfCodes } from "./audit/rewards.ts";
import { auditTransferEntries, auditTransfers } from "./audit/transfers.ts";
import { expireRedemptions } from "./jobs/expire-redemptions.ts";
import { cancelRedemption } from "./operations/cancel-redemption.ts";
import { collectPickup } from "./operations/collect-pickup.ts";
import { createPartner } from "./operations/create-partner.ts";
import { createReward } from "./operations/create-reward.ts";
import { fulfilRedemption } from "./operations/fulfil-redemption.ts";
import { getBalance } from "./operations/get-balance.ts";
import { getRedemption } from "./operations/get-redemption.ts";
import { getTransferPolicy } from "./operations/get-transfer-policy.ts";
import { importCodes } from "./operations/import-codes.ts";
import { listPartners } from "./operations/list-partners.ts";
import { listRedemptions } from "./operations/list-redemptions.ts";
import { marketplace } from "./operations/marketplace.ts";
import { offeredRewards } from "./operations/offered-rewards.ts";
import { ownData } from "./operations/own-data.ts";
import { pickupKeys } from "./operations/pickup-keys.ts";
import { purchasesOf } from "./operations/purchases-of.ts";
import { redeemReward } from "./operations/redeem-reward.ts";
import { refundRedemption } from "./operations/refund-redemption.ts";
import { renewPartnerSecrets } from "./operations/renew-partner-secrets.ts";
import { rewardCategories } from "./operations/reward-categories.ts";
import { rewardStock } from "./operations/reward-stock.ts";
import { setTransferPolicy } from "./operations/set-transfer-policy.ts";
import { tokenHistory } from "./operations/token-history.ts";
import { transferTokens } from "./operations/transfer-tokens.ts";
import { updatePartner } from "./operations/update-partner.ts";
import { updateReward } from "./operations/update-reward.ts";
import { withdrawRedemption } from "./operations/withdraw-redemption.ts";
import { tokenSettings } from "./settings.ts";
import { tokenState } from "./state.ts";
import { onCancelledAtPartner } from "./subscribers/on-cancelled-at-partner.ts";
import { onPlayerErased } from "./subscribers/on-player-erased.ts";
import { onRedeemedAtPartner } from "./subscribers/on-redeemed-at-partner.ts";
import { onRewardRedeemed } from "./subscribers/on-reward-redeemed.ts";

/** The token economy: transfers, balances, and the marketplace where tokens are redeemed. */
export const tokenService = defineService(wholeContract(tokenContract, tokenInternal), {
  operations: {
    ownData,
    transferTokens,
    getTransferPolicy,
    setTransferPolicy,
    getBalance,
    tokenHistory,
    marketplace,
    rewardCategories,
    createReward,
    updateReward,
    importCodes,
    redeemReward,
    listRedemptions,
    getRedemption,
    fulfilRedemption,
    withdrawRedemption,
    cancelRedemption,
    refundRedemption,
    collectPickup,
    pickupKeys,
    listPartners,
    createPartner,
    updatePartner,
    renewPartnerSecrets,
    purchasesOf,
    offeredRewards,
    rewardStock,
  },
  subscribers: [onRewardRedeemed, onRedeemedAtPartner, onCancelledAtPartner, onPlayerErased],
  jobs: [expireRedemptions],
  migrations: new URL("../migrations/", import.meta.url),
  state: tokenState,
  audits: [
    auditRedemptions,
    auditRedemptionHolds,
    auditTransferEntries,
    auditTransfers,
    auditAnswers,
    auditCodes,
    auditStockOfCodes,
    auditRefunds,
  ],
  settings: tokenSettings,
});
