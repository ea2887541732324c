import { type EventPayload, localDay, mapContract, type Output } from "@oneheart/contracts";
import { playerInternal, proofInternal, questInternal, sponsorInternal, type verificationInternal } from "@oneheart/contracts/internal";
import type { BaseContext } from "@oneheart/kernel";

export type Verified = EventPayload<typeof verificationInternal.events.actionVerified>;
type Quest = Output<typeof questInternal.operations.findQuests>["items"][number];
type Player = Output<typeof playerInternal.operations.findPlayers>["items"][number];
type QuestCover = Output<typeof sponsorInternal.operations.coverQuests>["items"][number];
type Neighbours = Pick<BaseContext, "call">;

/** What the neighbours know of a verified action. */
export interface Gathered {
  quest: Quest;
  player: Player;
  zone_factor_bps: number;
  /** The day to which the action belongs. */
  action_day: string;
  /** Who pays, and how much at most; undefined where nothing limits the programme. */
  cover: QuestCover | undefined;
}

/**
 * What the neighbours know of verified actions, in their order, on the terms with which each quest began. Whatever is not there yet
 * throws, and the event comes again.
 */
export async function gather(verified: readonly Verified[], ctx: Neighbours): Promise<Gathered[]> {
  const quest_ids = verified.map(({ quest_id }) => quest_id);
  const [quests, players, covers] = await Promise.all([
    ctx.call(questInternal.operations.findQuests, { ids: quest_ids }),
    ctx.call(playerInternal.operations.findPlayers, { ids: verified.map(({ player_id }) => player_id) }),
    ctx.call(sponsorInternal.operations.coverQuests, { quest_ids }),
  ]);
  const questsById = new Map(quests.items.map((quest) => [quest.quest_id, quest]));
  const coverByQuest = new Map(covers.items.map((cover) => [cover.quest_id, cover]));
  const playersById = new Map(players.items.map((player) => [player.id, player]));
  return Promise.all(
    verified.map(async (one) => {
      const quest = questsById.get(one.quest_id);
      const player = playersById.get(one.player_id);
      if (quest === undefined) throw new Error(`quest ${one.quest_id} of action ${one.action_id} is not known`);
      if (player === undefined) throw new Error(`player ${one.player_id} of action ${one.action_id} is not known`);
      return { quest, player, cover: coverByQuest.get(one.quest_id), ...(await placeOf(quest, one, ctx)) };
    }),
  );
}

/** The zone's factor and the day to which the action belongs. */
async function placeOf({ zone, belongs_to }: Pick<Quest, "zone" | "belongs_to">, verified: Verified, ctx: Neighbours) {
  if (zone !== null && belongs_to !== null) return { zone_factor_bps: zone.impact_factor_bps, action_day: belongs_to };
  // Quests begun before they kept this go by the zone as it is, and by the moment of the capture.
  const [present, action] = await Promise.all([
    ctx.call(mapContract.operations.getZone, { id: verified.zone_id }),
    ctx.call(proofInternal.operations.actionFacts, { id: verified.action_id }),
  ]);
  return { zone_factor_bps: present.impact_factor_bps, action_day: localDay(new Date(action.timestamp), present.time_zone) };
}
