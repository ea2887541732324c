import { tokenInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { cancelledNotice } from "../rules/notices.ts";
import { notify } from "../workflows/notifications.ts";

export const onRedemptionCancelled = subscribe("on-redemption-cancelled", tokenInternal.events.redemptionCancelled, (redemption, ctx) =>
  notify(ctx, redemption.player_id, [cancelledNotice(redemption)]),
);
