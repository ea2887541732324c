import { mapContract } from "@oneheart/contracts";
import { questInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { mapStore } from "../store/zones.ts";

/** What can be done in a zone, as the quest service knows it. */
export const zoneMissions = handle(mapContract.operations.zoneMissions, async ({ id, ...page }, ctx) => {
  if ((await mapStore(ctx).zone(id)) === undefined) ctx.fail("zone_not_found");
  const missions = await ctx.call(questInternal.operations.missionsInZone, { zone_id: id, ...page });
  return { items: missions.items.map(summarise), next_cursor: missions.next_cursor };
});

type Summary = { id: string; title: string; mission_type: string; quest_type: string } & Record<
  "base_xp" | "base_tokens" | "difficulty_level" | "min_level",
  number
>;

function summarise({ id, title, mission_type, quest_type, base_xp, base_tokens, difficulty_level, min_level }: Summary): Summary {
  return { id, title, mission_type, quest_type, base_xp, base_tokens, difficulty_level, min_level };
}
