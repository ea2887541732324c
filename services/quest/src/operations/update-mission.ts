import { questContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { presentMission } from "../present.ts";
import { isWindow } from "../rules/window.ts";
import { missionStore } from "../store/missions.ts";

/** Changes a mission for quests that start from now on. */
export const updateMission = handle(questContract.operations.updateMission, async (change, ctx) =>
  ctx.transaction(async (tx) => {
    const missions = missionStore(tx);
    const before = (await missions.lock(change.id)) ?? ctx.fail("mission_not_found");
    const mission = {
      ...before,
      title: change.title ?? before.title,
      description: change.description ?? before.description,
      witnesses_required: change.witnesses_required ?? before.witnesses_required,
      starts_at: changedMoment(change.starts_at, before.starts_at),
      ends_at: changedMoment(change.ends_at, before.ends_at),
      is_active: change.is_active ?? before.is_active,
    };
    if (!isWindow(mission)) ctx.fail("window_invalid");
    await missions.update(mission);
    return presentMission(mission);
  }),
);

/** Null clears it, absence leaves it. */
function changedMoment(change: string | null | undefined, before: Date | null): Date | null {
  if (change === undefined) return before;
  return change === null ? null : new Date(change);
}
