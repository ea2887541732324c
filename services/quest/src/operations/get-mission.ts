import { questContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { presentMission } from "../present.ts";
import { missionStore } from "../store/missions.ts";

/** One mission, also when it is closed. */
export const getMission = handle(questContract.operations.getMission, async ({ id }, ctx) =>
  presentMission((await missionStore(ctx).find(id)) ?? ctx.fail("mission_not_found")),
);
