import { analyticsContract, localDay } from "@oneheart/contracts";
import { impactInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { programmeStore } from "../store/programme.ts";
import { presentProgramme } from "../workflows/present-programme.ts";

/** Of two administrators who change the programme at once, the second one looks again. */
export const updateProgramme = handle(analyticsContract.operations.updateProgramme, async ({ version_seen, ...change }, ctx) => {
  const { time_zone } = change;
  if (time_zone !== undefined && !exists(time_zone)) ctx.fail("time_zone_unknown", { time_zone });
  const pool_split = await ctx.call(impactInternal.operations.poolSplit, {});
  return ctx.transaction(async (tx) => {
    const store = programmeStore(tx);
    const row = await store.lock();
    if (version_seen !== undefined && version_seen !== row.version) ctx.fail("programme_changed", { version: row.version });
    return presentProgramme(await store.save({ ...row, ...change, updated_at: ctx.clock.now() }), pool_split);
  });
});

function exists(time_zone: string): boolean {
  try {
    localDay(new Date(0), time_zone);
    return true;
  } catch {
    return false;
  }
}
