import { impactContract } from "@oneheart/contracts";
import { subscribe } from "@oneheart/kernel";
import { notify } from "../notifications.ts";
import { reinstatedMessage } from "../rules/messages.ts";

export const onImpactReinstated = subscribe(impactContract.events.impactReinstated, (reinstated, ctx) =>
  notify(ctx, reinstated.player_id, [reinstatedMessage(reinstated)]),
);
