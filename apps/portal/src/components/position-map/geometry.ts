/** Plane geometry of a neighbourhood: metres east and north of its middle, good to a few parts in a thousand up to 50 km. */
export interface Position {
  lat: number;
  lng: number;
}

const radius_m = 6_371_008.8;
const radians = Math.PI / 180;

export function offset_m(from: Position, to: Position): { east: number; north: number } {
  const turn = ((((to.lng - from.lng + 180) % 360) + 360) % 360) - 180;
  const lat = ((from.lat + to.lat) / 2) * radians;
  return { east: turn * radians * Math.cos(lat) * radius_m, north: (to.lat - from.lat) * radians * radius_m };
}

export function distance_m(from: Position, to: Position): number {
  const { east, north } = offset_m(from, to);
  return Math.hypot(east, north);
}

/** A length of 1, 2 or 5 times a power of ten that is at most this long. */
export function roundLength(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most));
  return [5, 2, 1].map((step) => step * power).find((step) => step <= most) ?? power;
}
