/** A part of the map in degrees. `west` greater than `east` crosses the antimeridian. */
export interface Bounds {
  west: number;
  south: number;
  east: number;
  north: number;
}

/** Reads `west,south,east,north` in degrees, with longitudes past 180 wrapped; undefined when it is out of range or upside down. */
export function parseBounds(text: string): Bounds | undefined {
  const parts = text.split(",").map(Number);
  if (parts.length !== 4 || !parts.every(Number.isFinite)) return undefined;
  const [west, south, east, north] = parts as [number, number, number, number];
  if (south < -90 || north > 90 || south > north) return undefined;
  if (east - west >= 360) return { west: -180, south, east: 180, north };
  return { west: wrapped(west), south, east: wrapped(east), north };
}

/** A longitude within -180 and 180. Maps that are scrolled around the world go on counting. */
function wrapped(lng: number): number {
  if (Math.abs(lng) <= 180) return lng;
  return ((((lng + 180) % 360) + 360) % 360) - 180;
}

/** The same part with `east` never under `west`: past the antimeridian it goes on beyond 180. */
export function unwrapped(bounds: Bounds): Bounds {
  return bounds.west <= bounds.east ? bounds : { ...bounds, east: bounds.east + 360 };
}
