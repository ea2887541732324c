import { mapInternal } from "@oneheart/contracts/internal";
import { handle, inOrder } from "@oneheart/kernel";
import { presentZone } from "../present.ts";
import { mapStore } from "../store/zones.ts";

/** Many zones, whatever their state. */
export const readZones = handle(mapInternal.operations.readZones, async ({ ids }, ctx) => {
  const rows = await mapStore(ctx).find(ids);
  return { items: inOrder(ids, rows.map(presentZone), ({ id }) => id) };
});
