import { tokenContract } from "@oneheart/contracts";
import { subscribe } from "@oneheart/kernel";
import { notify } from "../notifications.ts";
import { fulfilledMessage } from "../rules/messages.ts";

export const onRedemptionFulfilled = subscribe(tokenContract.events.redemptionFulfilled, (redemption, ctx) =>
  notify(ctx, redemption.player_id, [fulfilledMessage(redemption)]),
);
