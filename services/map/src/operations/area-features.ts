import { mapContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { presentArea } from "../present.ts";
import { areasPage } from "../workflows/areas-page.ts";

/** The boundaries of a month, as GeoJSON. */
export const areaFeatures = handle(mapContract.operations.areaFeatures, async (input, ctx) => {
  const page = await areasPage(ctx, input, true);
  const features = page.rows.map((row) => {
    const { id, ...properties } = presentArea(row);
    return { type: "Feature", id, geometry: { type: "MultiPolygon", coordinates: row.polygons }, properties };
  });
  return { type: "FeatureCollection" as const, features, next_cursor: page.next_cursor };
});
