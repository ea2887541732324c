export interface Location {
  lat: number;
  lng: number;
}

/** A position to 0.1 degree, about 11 km: near enough for a region, too far for a home. */
export function coarsen({ lat, lng }: Location): Location {
  return { lat: tenths(lat), lng: tenths(lng) };
}

function tenths(degrees: number): number {
  // Adding zero turns -0 into 0.
  return Math.round(degrees * 10) / 10 + 0;
}
