import { isDeepStrictEqual } from "node:util";
import { questContract } from "@oneheart/contracts";
import { commonError, failWith, handle, isUniqueViolation } from "@oneheart/kernel";
import { presentMission } from "../present.ts";
import { changedMission, changedTerms } from "../rules/mission-changes.ts";
import { foreignFields, missionProblem } from "../rules/mission-fields.ts";
import { missionStore } from "../store/missions.ts";
import { neighbourProblem } from "../workflows/mission-neighbours.ts";

/** Changes a mission for quests that start from now on; once one has begun, what it pays and asks stands. */
export const updateMission = handle(
  questContract.operations.updateMission,
  async ({ id, version_seen, allow_duplicate, ...change }, ctx) => {
    const unknown = await neighbourProblem(change, ctx);
    if (unknown !== undefined) failWith(ctx, unknown);
    return ctx.transaction(async (tx) => {
      const missions = missionStore(tx);
      const before = (await missions.lock(id)) ?? ctx.fail("mission_not_found");
      if (version_seen !== undefined && version_seen !== before.version) ctx.fail("mission_changed", { version: before.version });
      const after = changedMission(before, { ...change, zone_id: change.zone_id?.toLowerCase() });
      const fields = changedTerms(before, after);
      if (fields.length > 0 && before.begun_at !== null) ctx.fail("mission_begun", { fields, begun_at: before.begun_at.toISOString() });
      const problem = missionProblem(after);
      if (problem !== undefined) ctx.fail(problem);
      const foreign = foreignFields(after);
      if (foreign.length > 0) throw commonError("invalid_input", { fields: foreign });
      if (isDeepStrictEqual(before, after)) return presentMission(before);
      if (fields.includes("zone_id") && !(await missions.enterZone(after.zone_id))) ctx.fail("zone_not_found", { zone_id: after.zone_id });
      const isNamed = fields.includes("zone_id") || after.title !== before.title;
      const mission_id = allow_duplicate || !isNamed ? undefined : await missions.namesake(after, ctx.clock.now());
      if (mission_id !== undefined) ctx.fail("mission_exists", { mission_id });
      const mission = { ...after, version: before.version + 1 };
      await missions.update(mission).catch((error: unknown) => {
        if (isUniqueViolation(error, "missions_chapter")) ctx.fail("chapter_taken", { story: presentMission(mission).story });
        throw error;
      });
      return presentMission(mission);
    });
  },
);
