import { type EventPayload, questContract } from "@oneheart/contracts";
import { impactInternal, playerInternal } from "@oneheart/contracts/internal";
import { type SubscriberContext, subscribe } from "@oneheart/kernel";
import { mapStore } from "../store/zones.ts";

/** Shows a verified action in its zone's activity. */
export const onImpactRecorded = subscribe("on-impact-recorded", impactInternal.events.impactRecorded, async (impact, ctx) => {
  const [player, mission] = await Promise.all([
    playerOf(impact, ctx),
    ctx.call(questContract.operations.getMission, { id: impact.mission_id }),
  ]);
  await ctx.once((tx) =>
    mapStore(tx).addActivity({
      id: impact.ledger_id,
      action_id: impact.action_id,
      zone_id: impact.zone_id,
      kind: ctx.event.type,
      player_did: player.user_did,
      username: player.username,
      mission_id: impact.mission_id,
      title: mission.title,
      xp_delta: impact.xp,
      occurred_at: new Date(impact.recorded_at),
    }),
  );
  // Erased between the question and the answer's being written: whoever is erased after this is renamed by that event.
  const { user_did, username, erased } = await playerOf(impact, ctx);
  if (erased) await mapStore(ctx).renamePlayer(user_did, username);
});

async function playerOf({ player_id, ledger_id }: EventPayload<typeof impactInternal.events.impactRecorded>, ctx: SubscriberContext) {
  const { items } = await ctx.call(playerInternal.operations.findPlayers, { ids: [player_id] });
  if (items[0] === undefined) throw new Error(`no player ${player_id} for ledger entry ${ledger_id}`);
  return items[0];
}
