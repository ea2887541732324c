import { tokenContract } from "@oneheart/contracts";
import { tokenInternal, wholeContract } from "@oneheart/contracts/internal";
import { defineService } from "@oneheart/kernel";
import { auditAnswers } from "./audit/answers.ts";
import { auditRedemptionHolds, auditRedemptions } from "./audit/redemptions.ts";
import { auditTransferEntries, auditTransfers } from "./audit/transfers.ts";
import { cancelRedemption } from "./operations/cancel-redemption.ts";
import { createReward } from "./operations/create-reward.ts";
import { fulfilRedemption } from "./operations/fulfil-redemption.ts";
import { getBalance } from "./operations/get-balance.ts";
import { getTransferPolicy } from "./operations/get-transfer-policy.ts";
import { listRedemptions } from "./operations/list-redemptions.ts";
import { marketplace } from "./operations/marketplace.ts";
import { offeredRewards } from "./operations/offered-rewards.ts";
import { ownData } from "./operations/own-data.ts";
import { purchasesOf } from "./operations/purchases-of.ts";
import { redeemReward } from "./operations/redeem-reward.ts";
import { rewardStock } from "./operations/reward-stock.ts";
import { setTransferPolicy } from "./operations/set-transfer-policy.ts";
import { tokenHistory } from "./operations/token-history.ts";
import { transferTokens } from "./operations/transfer-tokens.ts";
import { updateReward } from "./operations/update-reward.ts";
import { tokenState } from "./state.ts";
import { onPlayerErased } from "./subscribers/on-player-erased.ts";
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
    createReward,
    updateReward,
    redeemReward,
    listRedemptions,
    fulfilRedemption,
    cancelRedemption,
    purchasesOf,
    offeredRewards,
    rewardStock,
  },
  subscribers: [onRewardRedeemed, onPlayerErased],
  migrations: new URL("../migrations/", import.meta.url),
  state: tokenState,
  audits: [auditRedemptions, auditRedemptionHolds, auditTransferEntries, auditTransfers, auditAnswers],
});
