import type { ExportZone } from "./cell-row.ts";

/** What is told of a place over the whole period, or of a kind of work. */
export interface PartTotal {
  actions: number;
  /** To the nearest five; they do not add up. */
  people: number;
}

/** Zones that have a row of their own, each with its position to about a kilometre (RFC 7946). */
export function* zonesGeoJson(zones: ReadonlyMap<string, ExportZone>, totals: ReadonlyMap<string, PartTotal>): Generator<string> {
  yield '{"type":"FeatureCollection","features":[\n';
  let before = "";
  for (const [id, total] of totals) {
    const zone = zones.get(id);
    if (zone === undefined) continue;
    const { name, zone_type, lat, lng } = zone;
    const feature = {
      type: "Feature",
      id,
      geometry: { type: "Point", coordinates: [lng, lat] },
      properties: { name, zone_type, ...total },
    };
    yield `${before}${JSON.stringify(feature)}`;
    before = ",\n";
  }
  yield "\n]}\n";
}
