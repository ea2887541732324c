import { impactInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { reinstatedNotice } from "../rules/notices.ts";
import { notify } from "../workflows/notifications.ts";

export const onImpactReinstated = subscribe("on-impact-reinstated", impactInternal.events.impactReinstated, (reinstated, ctx) =>
  notify(ctx, reinstated.player_id, [reinstatedNotice(reinstated)]),
);
