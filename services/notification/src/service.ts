import { notificationContract } from "@oneheart/contracts";
import { notificationInternal, wholeContract } from "@oneheart/contracts/internal";
import { defineService } from "@oneheart/kernel";
import { forgetDeliveries } from "./jobs/forget-deliveries.ts";
import { chosenLanguage } from "./operations/chosen-language.ts";
import { confirmPhone } from "./operations/confirm-phone.ts";
import { forgetPhone } from "./operations/forget-phone.ts";
import { getPreferences } from "./operations/get-preferences.ts";
import { listNotifications } from "./operations/list-notifications.ts";
import { notificationStream } from "./operations/notification-stream.ts";
import { ownData } from "./operations/own-data.ts";
import { readNotification } from "./operations/read-notification.ts";
import { registerDevice } from "./operations/register-device.ts";
import { requestPhone } from "./operations/request-phone.ts";
import { setPreferences } from "./operations/set-preferences.ts";
import { onApprovalRequested } from "./subscribers/on-approval-requested.ts";
import { onApprovalResolved } from "./subscribers/on-approval-resolved.ts";
import { onNotificationCreated } from "./subscribers/on-notification-created.ts";
import { onPlayerErased } from "./subscribers/on-player-erased.ts";
import { onProofDecided } from "./subscribers/on-proof-decided.ts";
import { onQuestFailed } from "./subscribers/on-quest-failed.ts";
import { onRedemptionCancelled } from "./subscribers/on-redemption-cancelled.ts";
import { onRedemptionExpired } from "./subscribers/on-redemption-expired.ts";
import { onRedemptionFulfilled } from "./subscribers/on-redemption-fulfilled.ts";
import { onRedemptionRefunded } from "./subscribers/on-redemption-refunded.ts";
import { onReviewDecided } from "./subscribers/on-review-decided.ts";
import { onRewardChanged } from "./subscribers/on-reward-changed.ts";
import { onTokensTransferred } from "./subscribers/on-tokens-transferred.ts";
import { outgoingWorker } from "./workflows/outgoing.ts";

/** Tells people what concerns them. */
export const notificationService = defineService(wholeContract(notificationContract, notificationInternal), {
  operations: {
    ownData,
    chosenLanguage,
    listNotifications,
    readNotification,
    getPreferences,
    setPreferences,
    notificationStream,
    registerDevice,
    requestPhone,
    confirmPhone,
    forgetPhone,
  },
  subscribers: [
    onRewardChanged,
    onQuestFailed,
    onProofDecided,
    onReviewDecided,
    onTokensTransferred,
    onRedemptionFulfilled,
    onRedemptionCancelled,
    onRedemptionExpired,
    onRedemptionRefunded,
    onNotificationCreated,
    onPlayerErased,
    onApprovalRequested,
    onApprovalResolved,
  ],
  workers: [outgoingWorker],
  jobs: [forgetDeliveries],
  migrations: new URL("../migrations/", import.meta.url),
});
