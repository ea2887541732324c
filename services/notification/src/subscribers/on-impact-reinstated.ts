import { impactContract } from "@oneheart/contracts";
import { subscribe } from "@oneheart/kernel";
import { reinstatedNotice } from "../rules/notices.ts";
import { notify } from "../workflows/notifications.ts";

export const onImpactReinstated = subscribe("on-impact-reinstated", impactContract.events.impactReinstated, (reinstated, ctx) =>
  notify(ctx, reinstated.player_id, [reinstatedNotice(reinstated)]),
);
