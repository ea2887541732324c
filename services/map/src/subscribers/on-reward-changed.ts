import { questContract } from "@oneheart/contracts";
import { isRecorded, playerInternal, type RewardCorrected, type RewardRecorded, rewardStory } from "@oneheart/contracts/internal";
import { type BaseContext, type HeardEvent, subscribeBatch } from "@oneheart/kernel";
import type { NewActivity } from "../store/rows.ts";
import { mapStore } from "../store/zones.ts";
import { correctActivity } from "../workflows/correct-activity.ts";

type Event = HeardEvent["event"];

/**
 * Shows verified actions in their zones' activity, and hides those that lost their approval until they have it again. Harmless to repeat:
 * a line has the id of its ledger entry.
 */
export const onRewardChanged = subscribeBatch(
  rewardStory.name,
  rewardStory.events,
  {
    async run(events, ctx) {
      const recorded: Array<{ reward: RewardRecorded; event: Event }> = [];
      const corrected: RewardCorrected[] = [];
      for (const { payload, event } of events) {
        if (isRecorded(payload)) recorded.push({ reward: payload, event });
        else corrected.push(payload);
      }
      if (recorded.length > 0) await addLines(recorded, ctx);
      for (const reward of corrected) await correctActivity(reward, ctx);
    },
  },
  rewardStory.options,
);

async function addLines(
  recorded: ReadonlyArray<{ reward: RewardRecorded; event: Event }>,
  ctx: Pick<BaseContext, "call" | "db">,
): Promise<void> {
  const ids = [...new Set(recorded.map(({ reward }) => reward.player_id))];
  const findPlayers = async () => (await ctx.call(playerInternal.operations.findPlayers, { ids })).items;
  const players = new Map((await findPlayers()).map((player) => [player.id, player]));
  const lines: NewActivity[] = [];
  for (const { reward, event } of recorded) {
    const player = players.get(reward.player_id);
    if (player === undefined) throw new Error(`no player ${reward.player_id} for ledger entry ${reward.ledger_id}`);
    lines.push({
      id: reward.ledger_id,
      action_id: reward.action_id,
      zone_id: reward.zone_id,
      kind: event.type,
      player_did: player.user_did,
      username: player.username,
      mission_id: reward.mission_id,
      title: reward.title ?? (await titleOf(reward.mission_id, ctx)),
      xp_delta: reward.xp,
      occurred_at: new Date(reward.recorded_at),
    });
  }
  await mapStore(ctx).addActivity(lines);
  // Erased between the question and the answer's being written: whoever is erased after this is renamed by that event.
  for (const { user_did, username, erased } of await findPlayers()) if (erased) await mapStore(ctx).renamePlayer(user_did, username);
}

/** What an event of an earlier version does not tell. */
async function titleOf(id: string, ctx: Pick<BaseContext, "call">): Promise<string> {
  return (await ctx.call(questContract.operations.getMission, { id })).title;
}
