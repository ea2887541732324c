import { tokenContract } from "@oneheart/contracts";
import { subscribe } from "@oneheart/kernel";
import { notify } from "../notifications.ts";
import { cancelledMessage } from "../rules/messages.ts";

export const onRedemptionCancelled = subscribe(tokenContract.events.redemptionCancelled, (redemption, ctx) =>
  notify(ctx, redemption.player_id, [cancelledMessage(redemption)]),
);
