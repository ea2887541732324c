import { impactContract, playerContract, questContract } from "@oneheart/contracts";
import { subscribe } from "@oneheart/kernel";
import { mapStore } from "../store.ts";

/** Shows a verified action in its zone's activity. */
export const onImpactRecorded = subscribe(impactContract.events.impactRecorded, async (impact, ctx) => {
  const [players, mission] = await Promise.all([
    ctx.call(playerContract.operations.findPlayers, { ids: [impact.player_id] }),
    ctx.call(questContract.operations.getMission, { id: impact.mission_id }),
  ]);
  const player = players.items[0];
  if (player === undefined) throw new Error(`no player ${impact.player_id} for ledger entry ${impact.ledger_id}`);
  await ctx.once((tx) =>
    mapStore(tx).addActivity({
      id: impact.ledger_id,
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
});
