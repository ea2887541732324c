import type { Database } from "@oneheart/kernel";
import { BEGINNING, spansFrom } from "../rules/areas/boundaries.ts";
import { nextMonth } from "../rules/areas/plan-import.ts";
import { areaStore } from "../store/areas.ts";
import type { ZoneRow } from "../store/rows.ts";

/**
 * Puts a zone into the areas that hold its centre. One where something was verified keeps its place up to the end of this month: what
 * was told of an area does not move out of it.
 */
export async function placeZone(db: Database, { id, location_lat, location_lng }: ZoneRow, now: Date): Promise<void> {
  const store = areaStore({ db });
  await store.lock();
  const position = [location_lng, location_lat] as const;
  const boundaries = await store.boundariesAround(position);
  const from = (await store.isUsed(id)) ? nextMonth(now) : BEGINNING;
  const spans = spansFrom(boundaries, position, from).map((span) => ({ zone_id: id, ...span }));
  await store.place([id], from, spans);
}
