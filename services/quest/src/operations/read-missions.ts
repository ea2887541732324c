import { questInternal } from "@oneheart/contracts/internal";
import { handle, inOrder } from "@oneheart/kernel";
import { presentMission } from "../present.ts";
import { missionStore } from "../store/missions.ts";

/** Many missions, also closed ones. */
export const readMissions = handle(questInternal.operations.readMissions, async ({ ids }, ctx) => {
  const rows = await missionStore(ctx).findAll(ids);
  return { items: inOrder(ids, rows.map(presentMission), ({ id }) => id) };
});
