import { tokenContract } from "@oneheart/contracts";
import { subscribe } from "@oneheart/kernel";
import { cancelledNotice } from "../rules/notices.ts";
import { notify } from "../workflows/notifications.ts";

export const onRedemptionCancelled = subscribe("on-redemption-cancelled", tokenContract.events.redemptionCancelled, (redemption, ctx) =>
  notify(ctx, redemption.player_id, [cancelledNotice(redemption)]),
);
