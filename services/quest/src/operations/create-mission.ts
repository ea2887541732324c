import { questContract } from "@oneheart/contracts";
import { commonError, failWith, handle } from "@oneheart/kernel";
import { presentMission } from "../present.ts";
import { foreignFields, missionProblem } from "../rules/mission-fields.ts";
import { missionStore } from "../store/missions.ts";
import type { MissionRow } from "../store/rows.ts";
import { neighbourProblem } from "../workflows/mission-neighbours.ts";

/** Adds a mission to a zone. */
export const createMission = handle(
  questContract.operations.createMission,
  async ({ story, starts_at, ends_at, allow_duplicate, ...input }, ctx) => {
    const mission: MissionRow = {
      ...input,
      id: ctx.newId(),
      zone_id: input.zone_id.toLowerCase(),
      story_key: story?.key ?? null,
      story_chapter: story?.chapter ?? null,
      starts_at: momentOf(starts_at),
      ends_at: momentOf(ends_at),
      community_progress: 0,
      is_active: true,
      created_at: ctx.clock.now(),
      begun_at: null,
      version: 1,
    };
    const problem = missionProblem(mission);
    if (problem !== undefined) ctx.fail(problem);
    const foreign = foreignFields(mission);
    if (foreign.length > 0) throw commonError("invalid_input", { fields: foreign });
    const unknown = await neighbourProblem(mission, ctx);
    if (unknown !== undefined) failWith(ctx, unknown);
    return ctx.answer(async (tx) => {
      const missions = missionStore(tx);
      if (!(await missions.enterZone(mission.zone_id))) ctx.fail("zone_not_found", { zone_id: mission.zone_id });
      const mission_id = allow_duplicate ? undefined : await missions.namesake(mission, ctx.clock.now());
      if (mission_id !== undefined) ctx.fail("mission_exists", { mission_id });
      if (!(await missions.insert(mission))) ctx.fail("chapter_taken", { story });
      return presentMission(mission);
    });
  },
);

function momentOf(time: string | null): Date | null {
  return time === null ? null : new Date(time);
}
