import { analyticsContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { goalStore } from "../store/goals.ts";

/** Of two administrators who change the goals at once, the second one looks again. */
export const setGoalMappings = handle(analyticsContract.operations.setGoalMappings, async ({ mappings, version_seen }, ctx) => {
  const types = mappings.map(({ mission_type }) => mission_type);
  const twice = types.find((type, index) => types.indexOf(type) < index);
  if (twice !== undefined) ctx.fail("mission_type_twice", { mission_type: twice });
  return ctx.transaction(async (tx) => {
    const store = goalStore(tx);
    const { version } = await store.lock();
    if (version_seen !== undefined && version_seen !== version) ctx.fail("goal_mappings_changed", { version });
    const saved = await store.save(mappings, ctx.clock.now());
    return { ...saved, updated_at: saved.updated_at.toISOString() };
  });
});
