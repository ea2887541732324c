import { questContract } from "@oneheart/contracts";
import { impactInternal, playerInternal } from "@oneheart/contracts/internal";
import { type BaseContext, subscribeBatch } from "@oneheart/kernel";
import { mapStore } from "../store/zones.ts";

type Neighbours = Pick<BaseContext, "call">;

/** Shows verified actions in their zones' activity. Harmless to repeat: a line has the id of its ledger entry. */
export const onImpactRecorded = subscribeBatch("on-impact-recorded", impactInternal.events.impactRecorded, {
  async run(events, ctx) {
    const ids = [...new Set(events.map(({ payload }) => payload.player_id))];
    const findPlayers = async () => (await ctx.call(playerInternal.operations.findPlayers, { ids })).items;
    const players = new Map((await findPlayers()).map((player) => [player.id, player]));
    const lines = [];
    for (const { payload: impact, event } of events) {
      const player = players.get(impact.player_id);
      if (player === undefined) throw new Error(`no player ${impact.player_id} for ledger entry ${impact.ledger_id}`);
      lines.push({
        id: impact.ledger_id,
        action_id: impact.action_id,
        zone_id: impact.zone_id,
        kind: event.type,
        player_did: player.user_did,
        username: player.username,
        mission_id: impact.mission_id,
        title: impact.title ?? (await titleOf(impact.mission_id, ctx)),
        xp_delta: impact.xp,
        occurred_at: new Date(impact.recorded_at),
      });
    }
    await mapStore(ctx).addActivity(lines);
    // Erased between the question and the answer's being written: whoever is erased after this is renamed by that event.
    for (const { user_did, username, erased } of await findPlayers()) if (erased) await mapStore(ctx).renamePlayer(user_did, username);
  },
});

/** What an event of an earlier version does not tell. */
async function titleOf(id: string, ctx: Neighbours): Promise<string> {
  return (await ctx.call(questContract.operations.getMission, { id })).title;
}
