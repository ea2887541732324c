import { impactContract } from "@oneheart/contracts";
import { subscribe } from "@oneheart/kernel";
import { notify } from "../notifications.ts";
import { impactMessages } from "../rules/messages.ts";

/** The reward, a new level, new badges. */
export const onImpactRecorded = subscribe(impactContract.events.impactRecorded, (impact, ctx) =>
  notify(ctx, impact.player_id, impactMessages(impact)),
);
