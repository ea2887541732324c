import { mapContract, type Output } from "@oneheart/contracts";
import type { questInternal } from "@oneheart/contracts/internal";
import { type BaseContext, isOperationError } from "@oneheart/kernel";

type Quest = Output<typeof questInternal.operations.questFacts>;
export type Zone = NonNullable<Quest["zone"]>;

/** The zone as the quest kept it, or as it is for quests begun before they did; undefined when the map does not know it any more. */
export async function zoneOf(
  { zone, zone_id }: Pick<Quest, "zone" | "zone_id">,
  ctx: Pick<BaseContext, "call">,
): Promise<Zone | undefined> {
  if (zone) return zone;
  try {
    const found = await ctx.call(mapContract.operations.getZone, { id: zone_id });
    const { location_lat: lat, location_lng: lng, radius_km, time_zone, impact_factor_bps } = found;
    return { lat, lng, radius_km, time_zone, impact_factor_bps };
  } catch (error) {
    if (isOperationError(error, "zone_not_found")) return undefined;
    throw error;
  }
}
