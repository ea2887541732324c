import { questInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { missionStore } from "../store/missions.ts";

/** Lets the map remove a zone that no mission uses. */
export const releaseZone = handle(questInternal.operations.releaseZone, ({ zone_id }, ctx) =>
  ctx.transaction(async (tx) => ({ missions: await missionStore(tx).closeZone(zone_id) })),
);
