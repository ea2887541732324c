import { tokenInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { refundedNotice } from "../rules/notices.ts";
import { notify } from "../workflows/notifications.ts";

export const onRedemptionRefunded = subscribe("on-redemption-refunded", tokenInternal.events.redemptionRefunded, (redemption, ctx) =>
  notify(ctx, redemption.player_id, [refundedNotice(redemption)]),
);
