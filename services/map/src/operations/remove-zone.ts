import { mapContract } from "@oneheart/contracts";
import { mapInternal, questInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { presentZone } from "../present.ts";
import { mapStore } from "../store/zones.ts";

/** Removes a zone that nothing uses. One with missions is retired instead: their quests and what was done there refer to it. */
export const removeZone = handle(mapContract.operations.removeZone, async ({ id }, ctx) => {
  const { id: zone_id } = (await mapStore(ctx).zone(id)) ?? ctx.fail("zone_not_found");
  const { missions } = await ctx.call(questInternal.operations.releaseZone, { zone_id });
  return ctx.transaction(async (tx) => {
    const zones = mapStore(tx);
    const before = (await zones.lock(zone_id)) ?? ctx.fail("zone_not_found");
    tx.emit(mapInternal.events.zoneChanged, { zone_id });
    if (missions === 0 && (await zones.remove(zone_id))) return { outcome: "removed" as const, zone: null, missions };
    const zone = { ...before, is_active: false, retired_at: before.retired_at ?? ctx.clock.now() };
    await zones.update(zone);
    return { outcome: "retired" as const, zone: presentZone(zone), missions };
  });
});
