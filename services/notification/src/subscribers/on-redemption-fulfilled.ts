import { tokenInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { fulfilledNotice } from "../rules/notices.ts";
import { notify } from "../workflows/notifications.ts";

export const onRedemptionFulfilled = subscribe("on-redemption-fulfilled", tokenInternal.events.redemptionFulfilled, (redemption, ctx) =>
  notify(ctx, redemption.player_id, [fulfilledNotice(redemption)]),
);
