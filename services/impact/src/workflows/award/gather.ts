import {
  type EventPayload,
  mapContract,
  playerContract,
  proofContract,
  questContract,
  type verificationContract,
} from "@oneheart/contracts";
import type { SubscriberContext } from "@oneheart/kernel";
import { localDay } from "../../rules/local-day.ts";

export type Verified = EventPayload<typeof verificationContract.events.actionVerified>;
export type Gathered = Awaited<ReturnType<typeof gather>>;

/** What the neighbours know of a verified action. Whatever is not there yet throws, and the event comes again. */
export async function gather(verified: Verified, ctx: SubscriberContext) {
  const [quest, zone, action, players] = await Promise.all([
    ctx.call(questContract.operations.questFacts, { id: verified.quest_id }),
    ctx.call(mapContract.operations.getZone, { id: verified.zone_id }),
    ctx.call(proofContract.operations.actionFacts, { id: verified.action_id }),
    ctx.call(playerContract.operations.findPlayers, { ids: [verified.player_id] }),
  ]);
  const player = players.items[0];
  if (player === undefined) throw new Error(`player ${verified.player_id} of action ${verified.action_id} is not known`);
  return { quest, zone, player, action_day: localDay(new Date(action.timestamp), zone.time_zone) };
}
