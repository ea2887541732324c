import { type EventPayload, localDay, mapContract, type Output } from "@oneheart/contracts";
import { playerInternal, proofInternal, questInternal, type verificationInternal } from "@oneheart/contracts/internal";
import type { SubscriberContext } from "@oneheart/kernel";

export type Verified = EventPayload<typeof verificationInternal.events.actionVerified>;
export type Gathered = Awaited<ReturnType<typeof gather>>;

/**
 * What the neighbours know of a verified action, on the terms with which its quest began. Whatever is not there yet throws, and the
 * event comes again.
 */
export async function gather(verified: Verified, ctx: SubscriberContext) {
  const [quest, players] = await Promise.all([
    ctx.call(questInternal.operations.questFacts, { id: verified.quest_id }),
    ctx.call(playerInternal.operations.findPlayers, { ids: [verified.player_id] }),
  ]);
  const player = players.items[0];
  if (player === undefined) throw new Error(`player ${verified.player_id} of action ${verified.action_id} is not known`);
  return { quest, player, ...(await placeOf(quest, verified, ctx)) };
}

/** The zone's factor and the day to which the action belongs. */
async function placeOf(
  { zone, belongs_to }: Pick<Output<typeof questInternal.operations.questFacts>, "zone" | "belongs_to">,
  verified: Verified,
  ctx: SubscriberContext,
) {
  if (zone !== null && belongs_to !== null) return { zone_factor_bps: zone.impact_factor_bps, action_day: belongs_to };
  // Quests begun before they kept this go by the zone as it is, and by the moment of the capture.
  const [present, action] = await Promise.all([
    ctx.call(mapContract.operations.getZone, { id: verified.zone_id }),
    ctx.call(proofInternal.operations.actionFacts, { id: verified.action_id }),
  ]);
  return { zone_factor_bps: present.impact_factor_bps, action_day: localDay(new Date(action.timestamp), present.time_zone) };
}
