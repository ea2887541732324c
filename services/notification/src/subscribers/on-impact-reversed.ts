import { impactContract } from "@oneheart/contracts";
import { subscribe } from "@oneheart/kernel";
import { reversedNotice } from "../rules/notices.ts";
import { notify } from "../workflows/notifications.ts";

export const onImpactReversed = subscribe("on-impact-reversed", impactContract.events.impactReversed, (reversed, ctx) =>
  notify(ctx, reversed.player_id, [reversedNotice(reversed)]),
);
