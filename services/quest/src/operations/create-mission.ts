import { mapContract, questContract } from "@oneheart/contracts";
import { commonError, handle, isOperationError } from "@oneheart/kernel";
import { presentMission } from "../present.ts";
import { foreignFields, missionProblem } from "../rules/mission-fields.ts";
import { missionStore } from "../store/missions.ts";

/** Adds a mission to a zone. */
export const createMission = handle(questContract.operations.createMission, async ({ story, starts_at, ends_at, ...input }, ctx) => {
  const fields = { ...input, story, starts_at: momentOf(starts_at), ends_at: momentOf(ends_at) };
  const problem = missionProblem(fields);
  if (problem !== undefined) ctx.fail(problem);
  const foreign = foreignFields(fields);
  if (foreign.length > 0) throw commonError("invalid_input", { fields: foreign });
  const zone = await ctx.call(mapContract.operations.getZone, { id: input.zone_id }).catch((error: unknown) => {
    if (isOperationError(error, "zone_not_found")) return ctx.fail("zone_not_found", { zone_id: input.zone_id });
    throw error;
  });

  const mission = {
    ...input,
    id: ctx.newId(),
    zone_id: zone.id,
    story_key: story?.key ?? null,
    story_chapter: story?.chapter ?? null,
    starts_at: fields.starts_at,
    ends_at: fields.ends_at,
    community_progress: 0,
    is_active: true,
    created_at: ctx.clock.now(),
  };
  return ctx.answer(async (tx) => {
    if (!(await missionStore(tx).insert(mission))) ctx.fail("chapter_taken", { story });
    return presentMission(mission);
  });
});

function momentOf(time: string | null): Date | null {
  return time === null ? null : new Date(time);
}
