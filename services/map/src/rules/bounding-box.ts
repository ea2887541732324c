/** A part of the map in degrees. `west` greater than `east` crosses the antimeridian. */
export interface Bounds {
  west: number;
  south: number;
  east: number;
  north: number;
}

/** Reads `west,south,east,north` in degrees; undefined when it is out of range or upside down. */
export function parseBounds(text: string): Bounds | undefined {
  const parts = text.split(",").map(Number);
  if (parts.length !== 4 || !parts.every(Number.isFinite)) return undefined;
  const [west, south, east, north] = parts as [number, number, number, number];
  if (Math.abs(west) > 180 || Math.abs(east) > 180) return undefined;
  if (south < -90 || north > 90 || south > north) return undefined;
  return { west, south, east, north };
}

/** The same part with `east` never under `west`: past the antimeridian it goes on beyond 180. */
export function unwrapped(bounds: Bounds): Bounds {
  return bounds.west <= bounds.east ? bounds : { ...bounds, east: bounds.east + 360 };
}
