import { impactInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { reversedNotice } from "../rules/notices.ts";
import { notify } from "../workflows/notifications.ts";

export const onImpactReversed = subscribe("on-impact-reversed", impactInternal.events.impactReversed, (reversed, ctx) =>
  notify(ctx, reversed.player_id, [reversedNotice(reversed)]),
);
