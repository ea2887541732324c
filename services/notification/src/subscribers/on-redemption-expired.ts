import { tokenInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { expiredNotice } from "../rules/notices.ts";
import { notify } from "../workflows/notifications.ts";

export const onRedemptionExpired = subscribe("on-redemption-expired", tokenInternal.events.redemptionExpired, (redemption, ctx) =>
  notify(ctx, redemption.player_id, [expiredNotice(redemption)]),
);
