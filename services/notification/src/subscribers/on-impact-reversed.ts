import { impactContract } from "@oneheart/contracts";
import { subscribe } from "@oneheart/kernel";
import { notify } from "../notifications.ts";
import { reversedMessage } from "../rules/messages.ts";

export const onImpactReversed = subscribe(impactContract.events.impactReversed, (reversed, ctx) =>
  notify(ctx, reversed.player_id, [reversedMessage(reversed)]),
);
