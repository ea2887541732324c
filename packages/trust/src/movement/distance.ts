import { requireNumber } from "../errors.ts";

/** A place in degrees (WGS 84). */
export interface Position {
  readonly lat: number;
  readonly lng: number;
}

/** The mean Earth radius (IUGG), in metres. */
const earthRadius_m = 6_371_008.8;

/** Great-circle distance in metres by the haversine formula (Sinnott 1984); at most 0.6 % off the ellipsoid's. Throws `number_invalid`. */
export function greatCircle_m(from: Position, to: Position): number {
  for (const { lat, lng } of [from, to]) {
    requireNumber("latitude", lat, -90, 90);
    requireNumber("longitude", lng, -180, 180);
  }
  const rad = Math.PI / 180;
  const a =
    Math.sin(((to.lat - from.lat) * rad) / 2) ** 2 +
    Math.cos(from.lat * rad) * Math.cos(to.lat * rad) * Math.sin(((to.lng - from.lng) * rad) / 2) ** 2;
  return 2 * earthRadius_m * Math.asin(Math.min(1, Math.sqrt(a)));
}
