/** A longitude and a latitude in degrees, as GeoJSON has them (RFC 7946). */
export type Position = readonly [lng: number, lat: number];
/** Closed: its last position is its first one. */
export type Ring = readonly Position[];
/** An outer ring, and the holes in it. */
export type Polygon = readonly Ring[];

export interface Box {
  west: number;
  south: number;
  east: number;
  north: number;
}

export function boxOf(polygons: readonly Polygon[]): Box {
  const box = {
    west: Number.POSITIVE_INFINITY,
    south: Number.POSITIVE_INFINITY,
    east: Number.NEGATIVE_INFINITY,
    north: Number.NEGATIVE_INFINITY,
  };
  for (const [lng, lat] of polygons.flat(2)) {
    box.west = Math.min(box.west, lng);
    box.east = Math.max(box.east, lng);
    box.south = Math.min(box.south, lat);
    box.north = Math.max(box.north, lat);
  }
  return box;
}

export function boxesMeet(a: Box, b: Box): boolean {
  return a.west <= b.east && b.west <= a.east && a.south <= b.north && b.south <= a.north;
}

export function isInBox([lng, lat]: Position, { west, south, east, north }: Box): boolean {
  return lng >= west && lng <= east && lat >= south && lat <= north;
}

/**
 * Whether a position lies in one of the polygons and in none of their holes, on the plane of longitudes and latitudes (the lines of
 * GeoJSON are straight there, RFC 7946 section 3.1.1). A ray eastward crosses an odd number of edges from inside. Of two areas that share
 * an edge exactly one holds a position on it: an edge counts from its lower end up to, and not with, its upper one.
 */
export function contains(polygons: readonly Polygon[], position: Position): boolean {
  return polygons.some((rings) => rings.filter((ring) => crossesOddly(ring, position)).length % 2 === 1);
}

function crossesOddly(ring: Ring, [lng, lat]: Position): boolean {
  let isOdd = false;
  for (let index = 1; index < ring.length; index += 1) {
    const [fromLng, fromLat] = ring[index - 1]!;
    const [toLng, toLat] = ring[index]!;
    if (fromLat > lat === toLat > lat) continue;
    if (lng < ((toLng - fromLng) * (lat - fromLat)) / (toLat - fromLat) + fromLng) isOdd = !isOdd;
  }
  return isOdd;
}
