import { type HandlerInput, questContract } from "@oneheart/contracts";
import { mapInternal, playerInternal, sponsorInternal } from "@oneheart/contracts/internal";
import { type Context, handle, pageFrom } from "@oneheart/kernel";
import { presentAvailable, presentQuest, type QuestFields } from "../present.ts";
import type { StoredStatus } from "../rules/status.ts";
import { refusals } from "../rules/unlocking.ts";
import { missionStore, type RankedMission } from "../store/missions.ts";
import { type Position, positionKey, readPosition } from "../store/position.ts";
import { questStore } from "../store/quests.ts";
import { guidedWithEvidence, type Unguided } from "../workflows/guide.ts";

type Operation = typeof questContract.operations.listQuests;
type Input = HandlerInput<Operation>;
type Entry = Unguided & { position: Position };

const zonesNearby = 20;
const underWay: readonly StoredStatus[] = ["active", "submitted"];

/** The player's quests under way, newest first, then the missions that can be taken; or those of one status. */
export const listQuests = handle(questContract.operations.listQuests, async (input, ctx) => {
  if ((input.lat === undefined) !== (input.lng === undefined)) ctx.fail("location_incomplete");
  const after = readPosition(input.cursor);
  const search = {
    player_id: ctx.principal.playerId,
    now: ctx.clock.now(),
    quest_type: input.quest_type,
    zone_ids: await zonesOf(input, ctx),
  };
  const limit = input.limit + 1;
  const taken = await takenEntries(input.status, { ...search, after, limit }, ctx);
  const available = await availableEntries(input.status, { ...search, after, limit: limit - taken.length }, ctx);
  const page = pageFrom([...taken, ...available], input.limit, (entry) => positionKey(entry.position));
  const items = await guidedWithEvidence(page.rows.filter(isOfUse), ctx);
  return { items, next_cursor: page.next_cursor };
});

/** A daily mission whose quest of today is in review is in the list as that quest. */
function isOfUse({ quest }: { quest: QuestFields }): boolean {
  return quest.status !== "available" || !quest.locked_because.includes("quest_already_active");
}

interface Search {
  player_id: string;
  now: Date;
  quest_type: Input["quest_type"];
  zone_ids: string[] | undefined;
  after: Position | undefined;
  limit: number;
}

/** The zones to look in, nearest first; undefined for everywhere. */
async function zonesOf({ zone_id, lat, lng }: Input, ctx: Context<Operation>): Promise<string[] | undefined> {
  if (zone_id !== undefined) return [zone_id];
  if (lat === undefined || lng === undefined) return undefined;
  const near = await ctx.call(mapInternal.operations.zonesNear, { lat, lng, limit: zonesNearby });
  return near.items.map((zone) => zone.id);
}

async function takenEntries(status: Input["status"], { after, ...search }: Search, ctx: Context<Operation>): Promise<Entry[]> {
  if (status === "available" || after?.part === "available") return [];
  const statuses = status === undefined ? underWay : [status];
  const rows = await questStore(ctx).taken({ ...search, statuses, before: after?.id });
  return rows.map((row) => ({
    position: { part: "taken", rank: 0, id: row.id },
    quest: presentQuest(row, search.now),
    time_zone: row.time_zone,
  }));
}

async function availableEntries(status: Input["status"], { after, ...search }: Search, ctx: Context<Operation>): Promise<Entry[]> {
  if ((status !== undefined && status !== "available") || search.limit === 0) return [];
  const missions = await missionStore(ctx).available({ ...search, after: after?.part === "available" ? after : undefined });
  return missions.length === 0 ? [] : withRefusals(missions, search, ctx);
}

async function withRefusals(missions: RankedMission[], { player_id, now }: { player_id: string; now: Date }, ctx: Context<Operation>) {
  const zone_ids = [...new Set(missions.map((mission) => mission.zone_id))];
  const funded = missions.map(({ id, zone_id, base_tokens }) => ({ mission_id: id, zone_id, base_tokens }));
  const [zones, players, paused] = await Promise.all([
    ctx.call(mapInternal.operations.findZones, { ids: zone_ids }),
    ctx.call(playerInternal.operations.findPlayers, { ids: [player_id] }),
    ctx.call(sponsorInternal.operations.missionsPaused, { missions: funded }),
  ]);
  const zoneById = new Map(zones.items.map((zone) => [zone.id, zone]));
  const player = players.items[0] ?? { level: 1, badges: [] };
  return missions.map((mission): Entry => {
    const zone = zoneById.get(mission.zone_id) ?? { is_active: false, time_zone: "UTC" };
    const position = { part: "available" as const, rank: mission.rank, id: mission.id };
    const refused = refusals(mission, player, zone, now, !paused.mission_ids.includes(mission.id));
    return { position, quest: presentAvailable(mission, ctx.principal.did, refused), refusals: refused };
  });
}
