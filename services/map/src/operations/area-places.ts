import { mapInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { presentArea } from "../present.ts";
import { areaStore, monthOf } from "../store/areas.ts";

/** Where every zone lies. The version is read first: what is newer than it says is only read again. */
export const areaPlaces = handle(mapInternal.operations.areaPlaces, async ({ version_seen }, ctx) => {
  const store = areaStore(ctx);
  const version = await store.version();
  if (version === version_seen) return { version, places: null };
  const zones = (await store.places()).map(({ from, ...place }) => ({ ...place, from: monthOf(from) }));
  return { version, places: { zones, areas: (await store.areas()).map(presentArea) } };
});
